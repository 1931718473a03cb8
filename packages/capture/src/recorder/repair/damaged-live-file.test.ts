import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { pcm16ToBytes, WAV_HEADER_BYTES, wavHeader } from '@tricord/audio';
import type { Recording, RecordingSettings } from '@tricord/core';
import { seeded, tone } from '@tricord/testkit';
import fc from 'fast-check';
import { ACCOUNT, openTestCapture, speak, type TestCapture } from '../../testing/test-capture.ts';
import { livePath } from '../files/live-folder.ts';
import { liveFormat, liveHeader, liveHeaderBytes } from '../files/live-format.ts';
import { encodeLedger } from './ledger-format.ts';
import { mendLiveFile } from './mend-live-file.ts';
import { repairRecordings } from './repair.ts';

/** The format of a live file as recordings of calls have it. */
const formatOf = (channels: 1 | 2, sampleRateHz: number) =>
  liveFormat({ channels, track: 'both', stereo: 'remote-left' }, sampleRateHz);
const HEADER_BYTES = liveHeaderBytes(formatOf(2, 16_000));

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

const folder = () => join(capture.folder, 'live');
const ledger = () => join(folder(), 'ledger');
const pathOf = ({ id }: Recording) => livePath(folder(), id);
const repair = (check = false) =>
  repairRecordings(
    { ...capture, renditions: { forget: async () => undefined } },
    { folder: folder(), check },
  );
const known = async ({ id }: Recording) => capture.catalog.recordings.get(ACCOUNT, id);

/** A recording of 2 s of 16 kHz stereo sound, all of it on disk, as a crash would leave it. */
async function interrupted(settings: Partial<RecordingSettings> = {}): Promise<Recording> {
  const session = await capture.call(['local', 'remote']);
  const recording = await capture.record(session, { channels: 2, ...settings });
  const parts = (['local', 'remote'] as const).map((track, n) => ({
    ...{ session, track },
    samples: tone({ frequencyHz: 400 + 200 * n, durationMs: 2000, sampleRateHz: 16_000 }),
  }));
  speak(capture, parts, 16_000);
  await capture.recorder.flush();
  capture.clock.advance(1000);
  await capture.recorder.flush();
  await capture.recorder.ledgerWritten();
  return recording;
}

const HEADERS: Readonly<Record<string, (header: Buffer) => void>> = {
  intact: () => undefined,
  zeroed: (header) => void header.fill(0),
  'of another format': (header) =>
    void header.set(wavHeader({ encoding: 'pcm16', sampleRateHz: 8000, channels: 1 }, 0)),
  'with one flipped bit': (header) => void header.writeUInt8(header.readUInt8(24) ^ 1, 24),
  'without its magic': (header) => void header.fill(0, 0, 20),
};

const LEDGERS: Readonly<Record<string, (recording: Recording) => Promise<void>>> = {
  current: async () => undefined,
  missing: () => rm(ledger()),
  empty: () => truncate(ledger()),
  'of an earlier version': async ({ id }) => {
    const bytes = Buffer.alloc(28);
    bytes.writeUInt32LE(1, 0);
    bytes.set(Buffer.from(id.replaceAll('-', ''), 'hex'), 4);
    bytes.writeDoubleLE(2500, 20);
    await writeFile(ledger(), bytes);
  },
  'of a later version': async () => {
    const bytes = encodeLedger(new Map());
    bytes.writeUInt32LE(9, 8);
    await writeFile(ledger(), bytes);
  },
};

describe('a live file whose header is damaged, by what the ledger knows', () => {
  const cases = Object.keys(HEADERS).flatMap((header) =>
    Object.keys(LEDGERS).map((found) => [header, found] as const),
  );

  test.each(cases)('header %s, ledger %s', async (header, found) => {
    const recording = await interrupted();
    const bytes = await readFile(pathOf(recording));
    HEADERS[header]?.(bytes.subarray(0, HEADER_BYTES));
    await writeFile(pathOf(recording), bytes);
    await LEDGERS[found]?.(recording);

    const foretold = await repair(true);
    const [report] = await repair();
    expect([report]).toEqual(foretold);
    expect(report?.outcome).toBe('done');
    const done = await known(recording);
    const media = done?.media;
    // Without a ledger a whole header is believed, whatever it says: it says so twice.
    const isFooled = header === 'of another format' && found !== 'current';
    expect(media?.channels).toBe(isFooled ? 1 : 2);
    const isGuess = ['zeroed', 'with one flipped bit'].includes(header) && found !== 'current';
    expect(media?.sampleRateHz).toBe(isFooled || isGuess ? 8000 : 16_000);
    const isToldAsGuess = isGuess || (header === 'without its magic' && found !== 'current');
    expect(report?.assumed).toEqual(isToldAsGuess ? ['sampleRateHz'] : []);
    expect(media?.bytes).toBe(bytes.length);
    const stream = await capture.media.read(recording.id);
    const stored = Buffer.concat((await stream?.toArray()) ?? []);
    const from = isFooled ? WAV_HEADER_BYTES : HEADER_BYTES;
    expect(stored.subarray(from).equals(bytes.subarray(from))).toBe(true);
    expect(await readdir(folder())).not.toContain(`${recording.id}.wav`);
  });

  test('the ledger has the loss as before, in the format that it knows', async () => {
    const recording = await interrupted();
    const cut = HEADER_BYTES + 4 * 16 * 1500;
    await truncate(pathOf(recording), cut + 3);
    const bytes = await readFile(pathOf(recording));
    await writeFile(pathOf(recording), bytes.fill(0, 0, HEADER_BYTES));
    expect(await repair()).toMatchObject([{ outcome: 'done', keptMs: 1500, lostMs: 500 }]);
    expect((await known(recording))?.media?.gaps).toMatchObject([
      { offsetMs: 1500, lengthMs: 500, reason: 'crash' },
    ]);
  });

  test('a rate that was asked for is no guess', async () => {
    const recording = await interrupted({ sampleRateHz: 16_000 });
    await rm(ledger());
    const bytes = await readFile(pathOf(recording));
    await writeFile(pathOf(recording), bytes.fill(0, 0, HEADER_BYTES));
    expect(await repair()).toMatchObject([{ outcome: 'done', keptMs: 2000, assumed: [] }]);
  });

  test('without a ledger and a header the call that was kept from its start is telephone audio', async () => {
    const recording = await interrupted();
    await capture.catalog.recordings.update(ACCOUNT, recording.id, (before) => ({
      ...before,
      settings: { ...before.settings, wholeCall: true },
    }));
    await rm(ledger());
    const bytes = await readFile(pathOf(recording));
    await writeFile(pathOf(recording), bytes.fill(0, 0, HEADER_BYTES));
    expect(await repair()).toMatchObject([{ assumed: ['sampleRateHz', 'channels'] }]);
    expect((await known(recording))?.media).toMatchObject({ sampleRateHz: 8000, channels: 1 });
  });

  test('a file of no bytes, or of a header alone, holds nothing', async () => {
    const recordings = [await interrupted(), await interrupted()];
    await truncate(pathOf(recordings[0] as Recording), 0);
    await truncate(pathOf(recordings[1] as Recording), HEADER_BYTES);
    expect(await repair()).toMatchObject([{ outcome: 'failed' }, { outcome: 'failed' }]);
    expect(await readdir(folder())).toEqual(['ledger']);
  });
});

describe('something else in the place of a live file', () => {
  const KINDS: Readonly<Record<string, (path: string) => unknown>> = {
    'a folder': (path) => mkdir(path),
    'a pipe': (path) => execFileSync('mkfifo', [path]),
    'a symbolic link': (path) => symlinkSync('/dev/zero', path),
    'a link that leads nowhere': (path) => symlinkSync(join(folder(), 'none'), path),
  };
  const said = (kind: string) => (kind === 'a link that leads nowhere' ? 'a symbolic link' : kind);

  test.each(Object.keys(KINDS))(
    'at repair: %s fails its recording with a cause, touches nothing, and keeps no other waiting',
    async (kind) => {
      const [broken, whole] = [await interrupted(), await interrupted()];
      await rm(pathOf(broken));
      await KINDS[kind]?.(pathOf(broken));
      const foretold = await repair(true);
      expect(await repair()).toEqual(foretold);
      expect(foretold.map(({ outcome }) => outcome)).toEqual(['failed', 'done']);
      expect(await known(broken)).toMatchObject({
        state: 'failed',
        cause: `Interrupted, and its live file cannot be used: it is ${said(kind)}; 2000 ms lost`,
      });
      expect((await known(whole))?.state).toBe('done');
      expect(await readdir(folder())).toContain(`${broken.id}.wav`);
      expect(await repair()).toEqual([]);
      // The recorder of this test has not crashed, and will store what it finds there.
      await rm(pathOf(broken), { recursive: true });
    },
  );

  test('at repair: a file that this process may not open', async () => {
    const recording = await interrupted();
    const path = pathOf(recording);
    const before = await readFile(path);
    await chmod(path, 0);
    for (const name of [capture.folder, folder()]) await chmod(name, 0o755);
    const isRoot = process.geteuid?.() === 0;
    await chmod(ledger(), 0o644);
    if (isRoot) process.seteuid?.(65_534);
    try {
      expect(await repair()).toMatchObject([{ outcome: 'failed', keptMs: 0 }]);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
    expect((await known(recording))?.cause).toBe(
      'Interrupted, and its live file cannot be used: it cannot be opened (EACCES); 2000 ms lost',
    );
    await chmod(path, 0o600);
    expect(await readFile(path)).toEqual(before);
  });

  test.each(Object.keys(KINDS))(
    'at its begin: %s fails the recording with a cause; the session and other recordings go on',
    async (kind) => {
      const session = await capture.call();
      const good = await capture.record(session);
      const id = capture.ids.uuid();
      const path = livePath(folder(), id);
      await KINDS[kind]?.(path);
      const before = await readdir(folder());
      const blocked: Recording = { ...good, id, name: 'blocked', state: 'queued' };
      await capture.recorder.begin(blocked);
      const failed = await capture.recorder.settled(ACCOUNT, id);
      expect(failed).toMatchObject({
        state: 'failed',
        cause: `The live file cannot be made: ${said(kind)} is in its place`,
      });
      expect(failed.media).toBeUndefined();
      expect(await readdir(folder())).toEqual(before);
      speak(capture, [{ session, samples: tone({ frequencyHz: 440, durationMs: 500 }) }]);
      expect((await capture.stop(good)).media?.durationMs).toBe(500);
      expect((await capture.catalog.sessions.get(ACCOUNT, session.id))?.state).toBe('live');
    },
  );

  test('at its begin: another file is neither taken for the recording nor deleted', async () => {
    const session = await capture.call();
    const good = await capture.record(session);
    for (const end of ['failed', 'canceled'] as const) {
      const id = capture.ids.uuid();
      await writeFile(livePath(folder(), id), 'somebody else’s');
      const blocked: Recording = { ...good, id, name: end, state: 'queued' };
      await capture.recorder.begin(blocked);
      if (end === 'canceled') await capture.recorder.command(ACCOUNT, id, { type: 'discard' });
      expect(await capture.recorder.settled(ACCOUNT, id)).toMatchObject({ state: end });
      expect(await readFile(livePath(folder(), id), 'utf8')).toBe('somebody else’s');
      expect(await capture.media.stat(id)).toBeUndefined();
    }
  });
});

test('whatever became of header, file and ledger: every whole frame is kept, and nothing is said for certain that is not so', async () => {
  const path = join(capture.folder, 'x.wav');
  const plan = fc.record({
    sampleRateHz: fc.constantFrom(8000, 11_025, 16_000, 48_000),
    channels: fc.constantFrom(1, 2),
    samples: fc.int16Array({ minLength: 0, maxLength: 300 }),
    changes: fc.array(fc.tuple(fc.nat(43), fc.nat(255)), { maxLength: 60 }),
    cut: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(700)),
    ledger: fc.boolean(),
    settings: fc.boolean(),
    check: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(plan, async (one) => {
      const { sampleRateHz, changes, cut } = one;
      const channels = one.channels === 2 ? 2 : 1;
      const sound = pcm16ToBytes(one.samples);
      const header = liveHeader(formatOf(channels, sampleRateHz), sound.length);
      const bytes = Buffer.concat([header, sound]);
      for (const [at, value] of changes) bytes[at] = value;
      const left = bytes.subarray(0, cut);
      await writeFile(path, left);

      const format = { sampleRateHz, channels } as const;
      const found = await mendLiveFile(path, {
        ...(one.ledger ? { ledger: format } : {}),
        ...(one.settings ? { settings: format } : {}),
        check: one.check,
      });
      const file = await readFile(path);
      if (found === undefined || one.check) expect(file.equals(left)).toBe(true);
      if (found === undefined) {
        expect(left.length).toBeLessThan(header.length);
        return;
      }
      const headerBytes = liveHeaderBytes(found);
      const rate = found.assumed.includes('sampleRateHz') ? found.sampleRateHz : sampleRateHz;
      const sides = found.assumed.includes('channels') ? found.channels : channels;
      expect(found).toMatchObject({ sampleRateHz: rate, channels: sides });
      if (one.ledger || one.settings) expect(found.assumed).toEqual([]);
      const frame = 2 * found.channels;
      const kept = Math.floor((left.length - headerBytes) / frame) * frame;
      expect(found.dataBytes).toBe(kept);
      if (one.check) return;
      const sane = Buffer.concat([
        liveHeader(formatOf(sides, rate), kept),
        left.subarray(headerBytes, headerBytes + kept),
      ]);
      expect(file.equals(sane)).toBe(true);
    }),
    seeded('damaged live file', 200),
  );
});

test('a ledger that is no file ends the start with one line, and is left alone', async () => {
  await rm(ledger());
  await mkdir(ledger());
  await expect(repair()).rejects.toMatchObject({
    name: 'LiveFolderUnusableError',
    message: `Cannot use ${ledger()}, which recordings need while they are live: it is a folder`,
  });
  expect((await stat(ledger())).isDirectory()).toBe(true);
});

test('leftovers go at a repair, whatever they are called like stays', async () => {
  const path = (name: string) => join(folder(), name);
  for (const name of ['a.kept', 'b.wav.trimmed', 'b.wav.whole', 'c.wav', 'notes.txt']) {
    await writeFile(path(name), 'x');
  }
  for (const name of ['d.kept', 'e.wav.whole']) await mkdir(path(name));
  await repair();
  expect((await readdir(folder())).sort()).toEqual(
    ['c.wav', 'd.kept', 'e.wav.whole', 'ledger', 'notes.txt'].sort(),
  );
});
