import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pcm16ToBytes, WAV_HEADER_BYTES, wavHeader } from '@tricord/audio';
import type { Recording } from '@tricord/core';
import { seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { damagedStretch } from '../../testing/damaged-stretch.ts';
import { ACCOUNT, openTestCapture, type TestCapture } from '../../testing/test-capture.ts';
import { TestCrash } from '../../testing/test-crash.ts';
import { liveFormat, liveHeader, liveHeaderBytes } from '../files/live-format.ts';
import { encodeLedger } from './ledger-format.ts';
import { repairLiveFile } from './repair-live-file.ts';

/** The format of the live file of a call's recording. */
const formatOf = (channels: 1 | 2, sampleRateHz: number) =>
  liveFormat({ channels, track: 'both', stereo: 'remote-left' }, sampleRateHz);
const HEADER_BYTES = liveHeaderBytes(formatOf(2, 16_000));

let capture: TestCapture;
let crash: TestCrash;
beforeEach(async () => {
  capture = await openTestCapture();
  crash = new TestCrash(capture);
});
afterEach(() => capture.close());

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
  missing: () => rm(crash.ledger),
  empty: () => truncate(crash.ledger),
  'of an earlier version': async ({ id }) => {
    const bytes = Buffer.alloc(28);
    bytes.writeUInt32LE(1, 0);
    bytes.set(Buffer.from(id.replaceAll('-', ''), 'hex'), 4);
    bytes.writeDoubleLE(2500, 20);
    await writeFile(crash.ledger, bytes);
  },
  'of a later version': async () => {
    const bytes = encodeLedger(new Map());
    bytes.writeUInt32LE(9, 8);
    await writeFile(crash.ledger, bytes);
  },
};

describe('a live file with a damaged header, by content of the ledger', () => {
  const cases = Object.keys(HEADERS).flatMap((header) =>
    Object.keys(LEDGERS).map((found) => [header, found] as const),
  );

  test.each(cases)('header %s, ledger %s', async (header, found) => {
    const recording = await crash.interrupted();
    const bytes = await readFile(crash.pathOf(recording));
    HEADERS[header]?.(bytes.subarray(0, HEADER_BYTES));
    await writeFile(crash.pathOf(recording), bytes);
    await LEDGERS[found]?.(recording);

    const foretold = await crash.repair(true);
    const [report] = await crash.repair();
    expect([report]).toEqual(foretold);
    expect(report?.outcome).toBe('done');
    const done = await crash.known(recording);
    const media = done?.media;
    // Without a ledger, an intact header is trusted, since it has each value twice.
    const isFooled = header === 'of another format' && found !== 'current';
    expect(media?.channels).toBe(isFooled ? 1 : 2);
    const isGuess = ['zeroed', 'with one flipped bit'].includes(header) && found !== 'current';
    expect(media?.sampleRateHz).toBe(isFooled || isGuess ? 8000 : 16_000);
    const isReportedAsGuess = isGuess || (header === 'without its magic' && found !== 'current');
    expect(report?.assumed).toEqual(isReportedAsGuess ? ['sampleRateHz'] : []);
    expect(media?.bytes).toBe(bytes.length);
    const stream = await capture.media.read(recording.id);
    const stored = Buffer.concat((await stream?.toArray()) ?? []);
    const from = isFooled ? WAV_HEADER_BYTES : HEADER_BYTES;
    expect(stored.subarray(from).equals(bytes.subarray(from))).toBe(true);
    expect(await readdir(crash.folder)).not.toContain(`${recording.id}.wav`);
  });

  test('the loss is computed from the ledger, in the format that it has', async () => {
    const recording = await crash.interrupted();
    const cut = HEADER_BYTES + 4 * 16 * 1500;
    await truncate(crash.pathOf(recording), cut + 3);
    const bytes = await readFile(crash.pathOf(recording));
    await writeFile(crash.pathOf(recording), bytes.fill(0, 0, HEADER_BYTES));
    expect(await crash.repair()).toMatchObject([{ outcome: 'done', keptMs: 1500, lostMs: 500 }]);
    expect((await crash.known(recording))?.media?.gaps).toMatchObject([
      { offsetMs: 1500, lengthMs: 500, reason: 'crash' },
    ]);
  });

  test('a requested rate is not a guess', async () => {
    const recording = await crash.interrupted({ sampleRateHz: 16_000 });
    await rm(crash.ledger);
    const bytes = await readFile(crash.pathOf(recording));
    await writeFile(crash.pathOf(recording), bytes.fill(0, 0, HEADER_BYTES));
    expect(await crash.repair()).toMatchObject([{ outcome: 'done', keptMs: 2000, assumed: [] }]);
  });

  test('without a ledger and a header, a call captured from its start is assumed to have a telephone rate', async () => {
    const recording = await crash.interrupted({ sampleRateHz: 48_000 });
    await capture.catalog.recordings.update(ACCOUNT, recording.id, (before) => ({
      ...before,
      settings: { ...before.settings, wholeCall: true },
    }));
    await rm(crash.ledger);
    const bytes = await readFile(crash.pathOf(recording));
    await writeFile(crash.pathOf(recording), bytes.fill(0, 0, HEADER_BYTES));
    expect(await crash.repair()).toMatchObject([{ assumed: ['sampleRateHz'] }]);
    expect((await crash.known(recording))?.media).toMatchObject({
      sampleRateHz: 8000,
      channels: 2,
    });
  });

  test.each([true, false])(
    'a stereo file of an earlier version keeps every frame (with a ledger: %s)',
    async (hasLedger) => {
      const recording = await crash.interrupted();
      const sound = (await readFile(crash.pathOf(recording))).subarray(HEADER_BYTES);
      const format = { encoding: 'pcm16', sampleRateHz: 16_000, channels: 2 } as const;
      const earlier = Buffer.concat([wavHeader(format, sound.length), sound]);
      await writeFile(crash.pathOf(recording), earlier);
      if (!hasLedger) await rm(crash.ledger);
      expect(await crash.repair()).toMatchObject([{ outcome: 'done', keptMs: 2000, lostMs: 0 }]);
      const stored = Buffer.concat(
        (await (await capture.media.read(recording.id))?.toArray()) ?? [],
      );
      expect(stored.equals(earlier)).toBe(true);
    },
  );

  test('an empty file, or one with only a header, has no audio', async () => {
    const recordings = [await crash.interrupted(), await crash.interrupted()];
    await truncate(crash.pathOf(recordings[0] as Recording), 0);
    await truncate(crash.pathOf(recordings[1] as Recording), HEADER_BYTES);
    expect(await crash.repair()).toMatchObject([{ outcome: 'failed' }, { outcome: 'failed' }]);
    expect(await readdir(crash.folder)).toEqual(['ledger']);
  });
});

test('whatever happened to header, file and ledger: every whole frame is kept, and nothing false is reported as certain', async () => {
  const path = join(capture.folder, 'x.wav');
  const plan = fc.record({
    sampleRateHz: fc.constantFrom(8000, 11_025, 16_000, 48_000),
    channels: fc.constantFrom(1, 2),
    samples: fc.int16Array({ minLength: 0, maxLength: 300 }),
    damage: damagedStretch(WAV_HEADER_BYTES),
    cut: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.nat(700)),
    ledger: fc.boolean(),
    settings: fc.boolean(),
    check: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(plan, async (one) => {
      const { sampleRateHz, damage, cut } = one;
      const channels = one.channels === 2 ? 2 : 1;
      const sound = pcm16ToBytes(one.samples);
      const header = liveHeader(formatOf(channels, sampleRateHz), sound.length);
      const bytes = Buffer.concat([damage(header), sound]);
      const left = bytes.subarray(0, cut);
      await writeFile(path, left);

      const format = { sampleRateHz, channels } as const;
      const found = await repairLiveFile(path, {
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
