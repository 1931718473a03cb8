import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { awaitBegin, createConference, type Recording, startRecording } from '@tricord/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACCOUNT, openTestCapture, type TestCapture } from '../testing/test-capture.ts';

let capture: TestCapture;
beforeEach(async () => {
  capture = await openTestCapture();
});
afterEach(() => capture.close());

const start = (target: { sessionId: string } | { conferenceId: string }): Promise<Recording> =>
  startRecording(capture, { accountId: ACCOUNT, target, origin: { via: 'test' } });
const stored = (id: string) => capture.catalog.recordings.get(ACCOUNT, id);

test('begun resolves once the start is stored and published', async () => {
  const { id: sessionId } = await capture.call();
  const queued = await start({ sessionId });
  expect(queued.state).toBe('queued');
  const begun = await awaitBegin(capture, queued);
  expect(begun).toMatchObject({ state: 'recording', startedAt: capture.clock.now() });
  expect(await stored(queued.id)).toEqual(begun);
  expect(capture.published.at(-1)).toMatchObject({ type: 'recording.started', recording: begun });
  const { id } = await capture.stop(begun);
  expect((await capture.recorder.begun(ACCOUNT, id)).state).toBe('done');
});

test('the recording of an empty conference begins', async () => {
  await createConference(capture, ACCOUNT, { name: 'empty' });
  const begun = await awaitBegin(capture, await start({ conferenceId: 'empty' }));
  expect(begun).toMatchObject({ state: 'recording', startedAt: capture.clock.now() });
});

test('resolves with the end state if the recording is stopped before it begins', async () => {
  const { id: sessionId } = await capture.call();
  const queued = await start({ sessionId });
  const begun = capture.recorder.begun(ACCOUNT, queued.id);
  await capture.recorder.command(ACCOUNT, queued.id, { type: 'stop' });
  expect(['finishing', 'done']).toContain((await begun).state);
});

test('rejects if the file cannot be created, and the recording has failed', async () => {
  const folder = join(capture.folder, 'live');
  await rm(folder, { recursive: true });
  await writeFile(folder, 'in the way');
  const { id: sessionId } = await capture.call();
  const queued = await start({ sessionId });
  await expect(awaitBegin(capture, queued)).rejects.toMatchObject({ code: 'internal' });
  expect(await stored(queued.id)).toMatchObject({ state: 'failed' });
});

test('rejects for another account and for an unknown id', async () => {
  const { id: sessionId } = await capture.call();
  const { id } = await start({ sessionId });
  const absent = { code: 'recording-not-found' };
  await expect(capture.recorder.begun(sessionId, id)).rejects.toMatchObject(absent);
  await expect(capture.recorder.begun(ACCOUNT, sessionId)).rejects.toMatchObject(absent);
});
