import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beep } from '../testing/beep.ts';
import { ACCOUNT, openTestCapture, speak, type TestCapture } from '../testing/test-capture.ts';

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
