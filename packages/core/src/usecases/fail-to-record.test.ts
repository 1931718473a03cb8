import { createTestCore } from '@tricord/testkit';
import { expect, test } from 'vitest';
import { failToRecord } from './index.ts';

const ACCOUNT = '00000000-0000-4000-8000-00000000000a';

test('a call that was never recorded becomes a failed recording: saved, journaled and published', async () => {
  const core = createTestCore();
  const session = await core.liveSession(ACCOUNT, { line: { directoryNumber: '101' } });
  const dueAt = core.clock.now();
  core.clock.advance(5000);
  await core.hangUp(session);
  const endedAt = core.clock.now();
  core.clock.advance(1000);
  const failed = await failToRecord(
    { ...core, recordingDefaults: () => ({ stereo: 'local-left' }) },
    {
      session,
      settings: { channels: 2 },
      origin: { via: 'line' },
      dueAt,
      endedAt,
      cause: 'No room',
    },
  );
  expect(failed).toMatchObject({
    state: 'failed',
    cause: 'No room',
    name: failed.id,
    target: { kind: 'session', sessionId: session.id },
    call: { line: { directoryNumber: '101' } },
    settings: { channels: 2, stereo: 'local-left', track: 'both' },
    createdAt: dueAt,
    endedAt,
  });
  expect(failed).not.toHaveProperty('startedAt');
  expect(await core.catalog.recordings.get(ACCOUNT, failed.id)).toEqual(failed);
  const [entry] = await core.catalog.outbox.journal(9);
  expect(entry?.event).toMatchObject({ type: 'recording.failed', recording: failed });
  expect(core.published.at(-1)).toEqual(entry?.event);
});

test('nothing is published if the catalog fails', async () => {
  const core = createTestCore();
  const session = await core.liveSession(ACCOUNT);
  core.catalog.recordings.insert = () => Promise.reject(new Error('disk full'));
  const publishedBefore = core.published.length;
  const call = { session, origin: { via: 'line' }, dueAt: 0, endedAt: 1, cause: 'No room' };
  await expect(failToRecord(core, call)).rejects.toThrow('disk full');
  expect(core.published).toHaveLength(publishedBefore);
});
