import { frequencyOf } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { beep } from '../testing/beep.ts';
import { ACCOUNT, openTestCapture, speak, type TestCapture } from '../testing/test-capture.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

test('overwrite deletes the earlier recording once the new one is done', async () => {
  const session = await capture.call();
  const first = await capture.record(session, {}, { name: 'greeting' });
  speak(capture, [{ session, samples: beep(300, 500) }]);
  await capture.stop(first);
  const second = await capture.record(session, {}, { name: 'greeting', ifExists: 'overwrite' });
  expect((await capture.catalog.recordings.findByName(ACCOUNT, 'greeting', 'stored'))?.id).toBe(
    first.id,
  );
  speak(capture, [{ session, samples: beep(300, 700) }]);
  const done = await capture.stop(second);
  expect(done.media?.durationMs).toBe(700);
  expect((await capture.catalog.recordings.findByName(ACCOUNT, 'greeting', 'stored'))?.id).toBe(
    second.id,
  );
  expect(await capture.catalog.recordings.get(ACCOUNT, first.id)).toBeUndefined();
  expect(capture.forgotten).toEqual([first.id]);
});

test('append puts the earlier audio first, converted to the format of the new recording', async () => {
  const session = await capture.call();
  const first = await capture.record(session, { sampleRateHz: 16_000 }, { name: 'log' });
  speak(capture, [{ session, samples: beep(300, 1000) }]);
  await capture.stop(first);
  const second = await capture.record(session, {}, { name: 'log', ifExists: 'append' });
  speak(capture, [{ session, samples: beep(900, 500) }]);
  const done = await capture.stop(second);
  expect(done.media).toMatchObject({ durationMs: 1500, sampleRateHz: 8000 });
  const [said = new Int16Array()] = (await capture.audio(done)).channels;
  expect(said.length).toBe(12_000);
  expect(frequencyOf(said.subarray(0, 8000), 8000)).toBeCloseTo(300, -1);
  expect(said.subarray(8000)).toEqual(beep(900, 500));
});
