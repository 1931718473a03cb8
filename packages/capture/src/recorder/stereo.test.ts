import { readFile, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWavHeader } from '@tricord/audio';
import { copyRecording, type Recording, type RecordingSettings } from '@tricord/core';
import { StoredRenditions } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { beep } from '../testing/beep.ts';
import { ACCOUNT, openTestCapture, speak, type TestCapture } from '../testing/test-capture.ts';
import { livePath } from './files/live-folder.ts';
import { repairRecordings } from './repair/repair.ts';
import { repairLiveFile } from './repair/repair-live-file.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

const [theirs, ours] = [beep(900, 1000), beep(300, 1000)];
const COMMENT = 'left: remote, right: local';
const HEADER_BYTES = 92;

async function stereoCall(settings: Partial<RecordingSettings> = {}, more = {}) {
  const session = await capture.call(['local', 'remote']);
  const recording = await capture.record(session, { channels: 2, ...settings }, more);
  const speakBoth = () =>
    speak(capture, [
      { session, track: 'remote', samples: theirs },
      { session, track: 'local', samples: ours },
    ]);
  return { session, recording, speakBoth };
}

const liveHeader = async ({ id }: Recording) => parseWavHeader(await readFile(live(id)));
const live = (id: string) => livePath(join(capture.folder, 'live'), id);

async function storedHeader({ id }: Recording) {
  const chunks: Buffer[] = [];
  for await (const chunk of (await capture.media.read(id)) ?? []) chunks.push(chunk as Buffer);
  return parseWavHeader(Buffer.concat(chunks));
}

describe('a stereo file names the side on each channel', () => {
  test('from creation until stored, with a header of constant length', async () => {
    const { recording, speakBoth } = await stereoCall();
    const facts = { channels: 2, comment: COMMENT, dataOffset: HEADER_BYTES };
    expect(await liveHeader(recording)).toMatchObject({ ...facts, dataBytes: 0 });
    speakBoth();
    await capture.recorder.flush();
    expect(await liveHeader(recording)).toMatchObject(facts);
    const done = await capture.stop(recording);
    expect(await storedHeader(done)).toMatchObject({ ...facts, dataBytes: 32_000 });
    expect(done.media?.bytes).toBe(HEADER_BYTES + 32_000);
    expect((await capture.audio(done)).channels).toEqual([theirs, ours]);
  });

  test('in the order the account has configured', async () => {
    const { recording, speakBoth } = await stereoCall({ stereo: 'local-left' });
    speakBoth();
    const done = await capture.stop(recording);
    expect((await storedHeader(done)).comment).toBe('left: local, right: remote');
    expect((await capture.audio(done)).channels).toEqual([ours, theirs]);
  });

  test('a mono file has no comment and a header of 44 bytes', async () => {
    const { recording, speakBoth } = await stereoCall({ channels: 1 });
    speakBoth();
    const header = await storedHeader(await capture.stop(recording));
    expect(header.dataOffset).toBe(44);
    expect(header.comment).toBeUndefined();
  });

  test('also when leading silence is trimmed', async () => {
    const { session, recording } = await stereoCall({ trimSilence: true });
    const quiet = new Int16Array(8000);
    speak(capture, [
      { session, track: 'remote', samples: Int16Array.from([...quiet, ...theirs]) },
      { session, track: 'local', samples: Int16Array.from([...quiet, ...ours]) },
    ]);
    const done = await capture.stop(recording);
    expect(await storedHeader(done)).toMatchObject({ comment: COMMENT, dataOffset: HEADER_BYTES });
    expect(done.media?.durationMs).toBeLessThan(1100);
    const [left = [], right = []] = (await capture.audio(done)).channels;
    expect([left.slice(-8000), right.slice(-8000)]).toEqual([theirs, ours]);
  });

  test('after a crash, with every complete frame', async () => {
    const { recording, speakBoth } = await stereoCall();
    speakBoth();
    await capture.recorder.flush();
    const path = live(recording.id);
    const { size } = await stat(path);
    // The last frame is incomplete.
    await truncate(path, size - 2);
    const frames = (size - HEADER_BYTES) / 4 - 1;
    expect(await repairLiveFile(path)).toMatchObject({ channels: 2, dataBytes: 4 * frames });
    const options = { folder: join(capture.folder, 'live') };
    await repairRecordings({ ...capture, renditions: { forget: async () => undefined } }, options);
    const done = await capture.catalog.recordings.get(ACCOUNT, recording.id);
    expect(done?.media).toMatchObject({ channels: 2, durationMs: Math.round(frames / 8) });
    const [left, right] = (await capture.audio(recording)).channels;
    expect([left, right]).toEqual([theirs.subarray(0, frames), ours.subarray(0, frames)]);
  });
});

describe('earlier audio that a recording is appended to', () => {
  const halves = (channels: readonly Int16Array[]) =>
    [0, 8000].map((from) => channels.map((channel) => channel.slice(from, from + 8000)));

  test.each([
    ['remote-left', 'remote-left', [theirs, ours]],
    ['remote-left', 'local-left', [ours, theirs]],
    ['local-left', 'remote-left', [theirs, ours]],
    ['local-left', 'local-left', [ours, theirs]],
  ] as const)('is reordered to match: %s, continued as %s', async (earlier, later, order) => {
    const first = await stereoCall({ stereo: earlier }, { name: 'log' });
    first.speakBoth();
    await capture.stop(first.recording);
    const more = { name: 'log', ifExists: 'append' };
    const second = await stereoCall({ stereo: later }, more);
    second.speakBoth();
    const done = await capture.stop(second.recording);
    expect(done.media?.durationMs).toBe(2000);
    expect(halves((await capture.audio(done)).channels)).toEqual([order, order]);
    const [left, right] = order[0] === theirs ? ['remote', 'local'] : ['local', 'remote'];
    expect((await storedHeader(done)).comment).toBe(`left: ${left}, right: ${right}`);
  });

  test('is unchanged if its order is unknown', async () => {
    const first = await stereoCall({}, { name: 'log' });
    first.speakBoth();
    const { id } = await capture.stop(first.recording);
    await capture.catalog.recordings.update(ACCOUNT, id, (recording) => {
      const { stereo: _, ...settings } = recording.settings;
      return { ...recording, settings };
    });
    const more = { name: 'log', ifExists: 'append' };
    const second = await stereoCall({ stereo: 'local-left' }, more);
    second.speakBoth();
    const done = await capture.stop(second.recording);
    expect(halves((await capture.audio(done)).channels)).toEqual([
      [theirs, ours],
      [ours, theirs],
    ]);
  });
});

test('a copy keeps the order and the comment', async () => {
  const { recording, speakBoth } = await stereoCall({ stereo: 'local-left' });
  speakBoth();
  const done = await capture.stop(recording);
  const { ids, catalog, media, events, clock, actor } = capture;
  const renditions = new StoredRenditions(media);
  const deps = { ids, catalog, media, renditions, events, clock, actor };
  const copy = await copyRecording(deps, ACCOUNT, { id: done.id }, 'copy', { via: 'copy' });
  expect(copy.settings.stereo).toBe('local-left');
  expect((await storedHeader(copy)).comment).toBe('left: local, right: remote');
});

test.each([
  ['remote side on the left by default', undefined, [900, 300]],
  ['local side on the left if configured', 'local-left', [300, 900]],
] as const)('stereo has the %s', async (_which, stereo, [left, right]) => {
  const session = await capture.call(['local', 'remote']);
  const order = stereo === undefined ? {} : { stereo };
  const recording = await capture.record(session, { channels: 2, ...order });
  speak(capture, [
    { session, track: 'local', samples: beep(300, 1000) },
    { session, track: 'remote', samples: beep(900, 1000) },
  ]);
  const done = await capture.stop(recording);
  const { channels } = await capture.audio(done);
  expect(channels).toEqual([beep(left, 1000), beep(right, 1000)]);
  expect(done.settings.stereo).toBe(stereo ?? 'remote-left');
});
