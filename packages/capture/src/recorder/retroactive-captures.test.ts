import { access, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { beep } from '../testing/beep.ts';
import { nonZero } from '../testing/non-zero.ts';
import { ACCOUNT, openTestCapture, speak, type TestCapture } from '../testing/test-capture.ts';
import { keptPath } from './files/live-folder.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

test('a kept call is recorded from its start if requested, else deleted', async () => {
  const [asked, unasked] = [await capture.call(), await capture.call()];
  for (const session of [asked, unasked]) capture.recorder.keep(session, {}, 0);
  const both = (samples: Int16Array) =>
    speak(capture, [
      { session: asked, samples },
      { session: unasked, samples },
    ]);
  both(beep(300, 1500));
  await capture.recorder.flush();
  const recording = await capture.record(asked, { wholeCall: true });
  expect(recording.startedAt).toBe(asked.session.startedAt);
  both(beep(900, 500));
  await capture.end(unasked);
  const done = await capture.stop(recording);
  expect(done.media?.durationMs).toBe(2000);
  const [said = new Int16Array()] = (await capture.audio(done)).channels;
  expect(said.subarray(0, 12_000)).toEqual(beep(300, 1500));
  expect(said.subarray(12_000)).toEqual(beep(900, 500));
  expect(await readdir(join(capture.folder, 'live'))).toEqual(['ledger']);
  expect(
    (await capture.catalog.recordings.list({ accountId: ACCOUNT, limit: 9 })).items,
  ).toHaveLength(1);
});

test('a start without wholeCall begins now, even on a kept call', async () => {
  const session = await capture.call();
  capture.recorder.keep(session, {}, 0);
  speak(capture, [{ session, samples: beep(300, 1000) }]);
  const recording = await capture.record(session);
  speak(capture, [{ session, samples: beep(900, 500) }]);
  expect((await capture.stop(recording)).media?.durationMs).toBe(500);
});

describe('a captured call whose file is lost', () => {
  /** A captured call after 1 s, and where its audio is. */
  async function captured() {
    const session = await capture.call();
    capture.recorder.keep(session, {}, 0);
    const say = (durationMs: number) =>
      speak(capture, [{ session, samples: beep(300, durationMs) }]);
    say(1000);
    const path = keptPath(join(capture.folder, 'live'), ACCOUNT, session.id);
    while (!(await isThere(path))) await capture.recorder.flush();
    return { session, say, path };
  }

  test('is captured from then on', async () => {
    const warn = vi.spyOn(capture.logger, 'warn');
    const { session, say, path } = await captured();
    await rm(path);
    while (warn.mock.calls.length === 0 || !(await isThere(path))) {
      say(1000);
      await new Promise(setImmediate);
    }
    expect(warn.mock.calls.map(([, text]) => text)).toEqual([
      'retroactive capture failed, to be started again',
    ]);
    const recording = await capture.record(session, { wholeCall: true });
    say(500);
    const { media } = await capture.stop(recording);
    expect(media?.gaps).toMatchObject([{ offsetMs: 0, reason: 'error' }]);
    expect(media?.durationMs).toBeGreaterThanOrEqual(500);
  });

  test('leaves alone what has replaced the file', async () => {
    const { session, say, path } = await captured();
    await rm(path);
    await writeFile(path, 'other');
    const waiting = async () => (await nonZero(capture.metrics.callsWaiting))[0]?.value ?? 0;
    while ((await waiting()) !== 1) {
      say(1000);
      await new Promise(setImmediate);
    }
    await capture.end(session);
    expect(await readFile(path, 'utf8')).toBe('other');
  });

  test('leaves alone what has replaced the file at the end of the call', async () => {
    const { session, path } = await captured();
    await rm(path);
    await writeFile(path, 'other');
    await capture.end(session);
    expect(await readFile(path, 'utf8')).toBe('other');
  });
});

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
