import { createTestCore, type TestCore } from '@tricord/testkit';
import { expect, test } from 'vitest';
import type { NewDelivery } from '../delivery.ts';
import { findDelivery, replayDeadDeliveries, replayDelivery } from './deliveries.ts';
import { startRecording } from './start-recording.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const OTHER = '820796a0-8ee9-4350-83bd-2d07a3121f1e';

/** Adds this many dead deliveries of an account, each to its own receiver. */
async function dead(core: TestCore, count: number, accountId = ACME): Promise<readonly string[]> {
  const { id: sessionId } = await core.liveSession(accountId);
  const target = { sessionId };
  const recording = await startRecording(core, { accountId, target, origin: { via: 'test' } });
  const at = core.clock.now();
  const event = { type: 'recording.started', at, accountId, recording } as const;
  const made = Array.from({ length: count }, (_, n): NewDelivery => {
    const url = `https://example.com/${n}`;
    return { id: core.ids.uuid(), kind: 'test', url, event, createdAt: at + n };
  });
  const { outbox } = core.catalog;
  await outbox.plan(0, made);
  for (const { id } of made) await outbox.saveOutcome(id, { state: 'dead', at, error: 'Gone' });
  return made.map(({ id }) => id);
}

test('a delivery is found and replayed by its id, in any case, in its account', async () => {
  const core = createTestCore();
  const [id = ''] = await dead(core, 1);
  expect(await findDelivery(core, ACME, id.toUpperCase())).toMatchObject({ id, state: 'dead' });
  expect(await replayDelivery(core, ACME, id.toUpperCase())).toMatchObject({
    id,
    state: 'pending',
    nextAttemptAt: core.clock.now(),
  });
  for (const [accountId, wrong] of [
    [OTHER, id],
    [ACME, 'nonsense'],
    [ACME, OTHER],
  ] as const) {
    const failure = { code: 'delivery-not-found' };
    await expect(findDelivery(core, accountId, wrong)).rejects.toMatchObject(failure);
    await expect(replayDelivery(core, accountId, wrong)).rejects.toMatchObject(failure);
  }
});

test('all dead deliveries of the account are replayed, and none of another', async () => {
  const core = createTestCore();
  await dead(core, 250);
  await dead(core, 3, OTHER);
  expect(await replayDeadDeliveries(core, ACME)).toBe(250);
  expect(await core.catalog.outbox.backlog()).toMatchObject({ pending: 250, dead: 3 });
  expect(await replayDeadDeliveries(core, ACME)).toBe(0);
});
