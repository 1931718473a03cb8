import { endSession, startRecording } from '@tricord/core';
import { createTestCore, type TestCore } from '@tricord/testkit';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { UnannouncedSessions } from './unannounced-sessions.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';

async function end(core: TestCore, id: string): Promise<void> {
  const at = core.clock.now();
  const session = await core.catalog.sessions.update(ACME, id, (known) => endSession(known, at));
  if (session === undefined) throw new Error('no session');
  core.events.publish({ type: 'session.ended', at, accountId: ACME, session });
}

const listed = async (core: TestCore) =>
  (await core.catalog.sessions.list({ accountId: ACME, limit: 100 })).items.map(({ id }) => id);

test('keeps the latest calls that nobody announced or recorded, and all others', async () => {
  const core = createTestCore();
  const bound = new UnannouncedSessions({ ...core, logger: pino({ level: 'silent' }) }, 3);
  const recorded = await core.liveSession(ACME);
  const origin = { via: 'test' };
  const target = { sessionId: recorded.id };
  await startRecording(core, { accountId: ACME, target, origin });
  await end(core, recorded.id);
  const strangers: string[] = [];
  for (let i = 0; i < 20; i += 1) {
    core.clock.advance(1);
    const { id } = await core.liveSession(ACME);
    strangers.push(id);
    await end(core, id);
  }
  await bound.settled();
  expect(await listed(core)).toEqual([...strangers.slice(-3).reverse(), recorded.id]);
  await bound.close();
});
