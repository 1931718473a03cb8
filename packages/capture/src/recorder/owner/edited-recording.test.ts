import { changeRecording, pauseRecording, stopRecording } from '@tricord/core';
import { StoredRenditions, tone } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACCOUNT, openTestCapture, speak, type TestCapture } from '../../testing/test-capture.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

const coreOf = () => ({ ...capture, renditions: new StoredRenditions(capture.media) });
const stored = (id: string) => capture.catalog.recordings.get(ACCOUNT, id);
const EDIT = { name: 'y', note: 'n', tags: ['a', 'b'] };

test('a live recording keeps its new name, note and tags through pauses and to its end', async () => {
  const session = await capture.call();
  const { id } = await capture.record(session, {}, { name: 'x' });
  const edited = await changeRecording(coreOf(), ACCOUNT, { id }, EDIT);
  expect(edited).toMatchObject({ ...EDIT, state: 'recording' });
  expect(await stored(id)).toEqual(edited);
  speak(capture, [
    { session, samples: tone({ frequencyHz: 440, durationMs: 200, amplitude: 0.3 }) },
  ]);
  await pauseRecording(coreOf(), ACCOUNT, { id }, 'skip');
  await changeRecording(coreOf(), ACCOUNT, { id }, { tags: null });
  await stopRecording(coreOf(), ACCOUNT, { id });
  const done = await stored(id);
  expect(done).toMatchObject({ state: 'done', name: 'y', note: 'n', media: { durationMs: 200 } });
  expect(done).not.toHaveProperty('tags');
});

test('a live recording is not edited if the audit log cannot be written or the name is taken', async () => {
  const { id } = await capture.record(await capture.call(), {}, { name: 'x' });
  await capture.record(await capture.call(), {}, { name: 'y' });
  const taken = { code: 'recording-name-taken' };
  await expect(changeRecording(coreOf(), ACCOUNT, { id }, EDIT)).rejects.toMatchObject(taken);
  capture.catalog.audit.full = true;
  await expect(changeRecording(coreOf(), ACCOUNT, { id }, { note: 'n' })).rejects.toThrow('full');
  await stopRecording(coreOf(), ACCOUNT, { id });
  const done = await stored(id);
  expect(done).toMatchObject({ state: 'done', name: 'x' });
  expect(done).not.toHaveProperty('note');
});
