import { describe, expect, test } from 'vitest';
import { ACME, idOf, OTHER } from './catalog-samples.ts';
import { deliveryOf } from './outbox-contract.ts';
import type { WithCatalog } from './with-catalog.ts';

const NOW = 1_800_000_000_000;
const dead = (at: number) => ({ state: 'dead', at, error: 'Gone' }) as const;

/** Deliveries as operators see them. */
export function deliveriesContract(withCatalog: WithCatalog): void {
  describe('the deliveries of an account', () => {
    test(
      'are listed newest first, in pages, filtered by state and recording',
      withCatalog(async ({ outbox, deliveries }) => {
        const made = [1, 2, 3, 4].map((n) => deliveryOf(n, { recording: n % 2 }));
        await outbox.plan(0, [...made, deliveryOf(5, { accountId: OTHER, recording: 7 })]);
        await outbox.saveOutcome(idOf(1001), dead(NOW));
        const ids = async (filter: object) =>
          (await deliveries.list({ accountId: ACME, limit: 10, ...filter })).items.map((d) => d.id);
        expect(await ids({})).toEqual([4, 3, 2, 1].map((n) => idOf(1000 + n)));
        expect(await ids({ states: ['dead'] })).toEqual([idOf(1001)]);
        expect(await ids({ states: ['dead', 'pending'] })).toHaveLength(4);
        expect(await ids({ recordingId: idOf(1) })).toEqual([idOf(1003), idOf(1001)]);
        expect(await ids({ recordingId: idOf(1), states: ['delivered'] })).toEqual([]);

        const query = { accountId: ACME, limit: 3 };
        const first = await deliveries.list(query);
        expect(first.items).toHaveLength(3);
        const after = first.next ?? '';
        const second = await deliveries.list({ ...query, after });
        expect(second.items.map(({ id }) => id)).toEqual([idOf(1001)]);
        expect(second.next).toBeUndefined();
        for (const wrong of [
          { ...query, accountId: OTHER, after },
          { ...query, states: ['dead' as const], after },
          { ...query, after: 'nonsense' },
        ]) {
          await expect(deliveries.list(wrong)).rejects.toMatchObject({
            code: 'invalid-argument',
            details: { parameter: 'after' },
          });
        }
        await expect(deliveries.list({ ...query, limit: 0 })).rejects.toMatchObject({
          details: { parameter: 'limit' },
        });
      }),
    );

    test(
      'are invisible to other accounts',
      withCatalog(async ({ outbox, deliveries }) => {
        const { id } = deliveryOf(1);
        await outbox.plan(0, [deliveryOf(1)]);
        expect(await deliveries.get(ACME, id)).toMatchObject({ id });
        expect(await deliveries.get(OTHER, id)).toBeUndefined();
        expect(await deliveries.replay(OTHER, id, NOW)).toBeUndefined();
        expect(await deliveries.replay(ACME, idOf(3), NOW)).toBeUndefined();
      }),
    );
  });

  describe('a replay', () => {
    test(
      'makes a delivery pending again, with a full set of attempts',
      withCatalog(async ({ outbox, deliveries }) => {
        const { id } = deliveryOf(1);
        await outbox.plan(0, [deliveryOf(1)]);
        await outbox.saveOutcome(id, dead(NOW));
        const again = await deliveries.replay(ACME, id, NOW + 50);
        expect(again).toMatchObject({ id, state: 'pending', attempts: 0, nextAttemptAt: NOW + 50 });
        expect(again).not.toHaveProperty('endedAt');
        expect(await deliveries.get(ACME, id)).toEqual(again);
        expect(await outbox.lanes(NOW + 49)).toEqual([]);
        expect(await outbox.due('https://a.example', NOW + 50, 10)).toEqual([again]);
      }),
    );

    test(
      'precedes later deliveries of its queue, and follows earlier ones',
      withCatalog(async ({ outbox, deliveries }) => {
        await outbox.plan(0, [deliveryOf(1), deliveryOf(2), deliveryOf(3)]);
        const due = async () =>
          (await outbox.due('https://a.example', NOW + 1000, 10)).map(({ id }) => id);
        await outbox.saveOutcome(idOf(1001), dead(NOW));
        await outbox.saveOutcome(idOf(1002), dead(NOW));
        expect(await due()).toEqual([idOf(1003)]);
        await deliveries.replay(ACME, idOf(1001), NOW);
        expect(await due()).toEqual([idOf(1001)]);
        await deliveries.replay(ACME, idOf(1002), NOW);
        expect(await due()).toEqual([idOf(1001)]);
        await outbox.saveOutcome(idOf(1001), dead(NOW));
        expect(await due()).toEqual([idOf(1002)]);
      }),
    );
  });
}
