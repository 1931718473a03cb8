import { createTestCore, type TestCore } from '@tricord/testkit';
import { beforeEach, expect, test } from 'vitest';
import type { Recording } from '../recording.ts';
import { awaitBegin, discardRecording, startRecording } from './index.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';

let core: TestCore;
let queued: Recording;
beforeEach(async () => {
  core = createTestCore();
  core.recorder.startsAtOnce = false;
  const { id: sessionId } = await core.liveSession(ACME);
  const origin = { via: 'test' };
  queued = await startRecording(core, { accountId: ACME, target: { sessionId }, origin });
});

test('resolves with the recording as it began, before or after the call', async () => {
  const waiting = awaitBegin(core, queued);
  core.clock.advance(1999);
  await core.recorder.started(queued);
  const expected = { state: 'recording', startedAt: core.clock.now() };
  expect(await waiting).toMatchObject(expected);
  expect(await awaitBegin(core, queued)).toMatchObject(expected);
  expect(core.clock.pending).toBe(0);
});

test('resolves with the recording as queued after two seconds', async () => {
  const waiting = awaitBegin(core, queued);
  core.clock.advance(2000);
  expect(await waiting).toBe(queued);
});

test('rejects when it could not begin, but not when it failed later', async () => {
  const waiting = awaitBegin(core, queued);
  await core.recorder.failed(queued, 'ENOSPC');
  await expect(waiting).rejects.toMatchObject({
    code: 'internal',
    message: expect.stringContaining('ENOSPC'),
  });
  const failed = { ...queued, state: 'failed', startedAt: 1 } as const;
  core.recorder.begun = async () => failed;
  expect(await awaitBegin(core, queued)).toBe(failed);
});

test('resolves with a recording that was discarded before it began', async () => {
  const waiting = awaitBegin(core, queued);
  await discardRecording(core, ACME, { id: queued.id });
  expect((await waiting).state).toBe('canceled');
});

test('does not wait for a recorder that cannot be reached', async () => {
  core.recorder.begun = () => Promise.reject(new Error('out of reach'));
  expect(await awaitBegin(core, queued)).toBe(queued);
});
