import type { Catalog, DeliveryOutcome, NewDelivery } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, idOf, recordingOf } from './catalog-samples.ts';
import { eventOf } from './journal-contract.ts';
import type { WithCatalog } from './with-catalog.ts';

const NOW = 1_800_000_000_000;
const URL_A = 'https://a.example/hook';
const URL_B = 'https://b.example:8443/hook';

/** The n-th delivery, created `n` ms after the first one. */
export function deliveryOf(
  n: number,
  change: Partial<Omit<NewDelivery, 'event'>> & { recording?: number; accountId?: string } = {},
): NewDelivery {
  const { recording = 1, accountId = ACME, ...rest } = change;
  const event = eventOf(recordingOf(recording, { accountId }), 'recording.finished');
  return { id: idOf(1000 + n), kind: 'test', url: URL_A, event, createdAt: NOW + n, ...rest };
}

const DELIVERED: DeliveryOutcome = { state: 'delivered', at: NOW + 100, status: 204 };
const DEAD: DeliveryOutcome = { state: 'dead', at: NOW + 100, error: 'Gone' };
const LATER: DeliveryOutcome = {
  state: 'pending',
  at: NOW + 100,
  nextAttemptAt: NOW + 5000,
  status: 500,
  error: 'It answered 500',
};

/** When deliveries are due, depending on their queue and their attempts. */
export function outboxContract(withCatalog: WithCatalog): void {
  const dueIds = async ({ outbox }: Catalog, now: number, lane = 'https://a.example') =>
    (await outbox.due(lane, now, 100)).map(({ id }) => id);

  describe('a delivery', () => {
    test(
      'is planned in the same transaction that removes its journal entries',
      withCatalog(async ({ recordings, outbox, deliveries }) => {
        const recording = recordingOf(1);
        await recordings.insert(recording, [eventOf(recording, 'recording.started')]);
        const [entry] = await outbox.journal(1);
        const made = deliveryOf(1);
        await outbox.plan(entry?.position ?? 0, [made]);
        expect(await outbox.journal(1)).toEqual([]);
        expect(await deliveries.get(ACME, made.id)).toEqual({
          ...made,
          state: 'pending',
          attempts: 0,
          nextAttemptAt: made.createdAt,
        });
      }),
    );

    test(
      'about an older recording can be given up, without an attempt; the others stay',
      withCatalog(async (catalog) => {
        const { outbox, deliveries } = catalog;
        const [old, newer] = [recordingOf(2), recordingOf(3)];
        const made = [1, 2, 3].map((n) => deliveryOf(n, { recording: n === 3 ? 2 : 1 }));
        const kept = deliveryOf(4, { recording: 3 });
        await outbox.plan(0, [kept, ...made]);
        expect(old.createdAt).toBeLessThan(newer.createdAt);
        const why = { at: NOW + 50, error: 'Dropped' };
        const counts: number[] = [];
        let after: string | undefined;
        do {
          const page = await outbox.abandon(newer.createdAt, why, { after, limit: 1 });
          counts.push(page.count);
          after = page.next;
        } while (after !== undefined);
        // Each of the recordings is looked at once, the one whose delivery stays as well.
        expect(counts.toSorted()).toEqual([0, 0, 1, 2]);
        for (const { id } of made) {
          expect(await deliveries.get(ACME, id)).toMatchObject({
            ...{ state: 'dead', attempts: 0, endedAt: NOW + 50, lastError: 'Dropped' },
          });
        }
        expect(await dueIds(catalog, NOW + 100)).toEqual([kept.id]);
      }),
    );

    test(
      'is due at once, then at the time set by its last attempt, and never after it has ended',
      withCatalog(async (catalog) => {
        const { outbox } = catalog;
        const { id } = deliveryOf(1);
        await outbox.plan(0, [deliveryOf(1)]);
        expect(await dueIds(catalog, NOW)).toEqual([]);
        expect(await outbox.nextDueAt(NOW)).toBe(NOW + 1);
        expect(await dueIds(catalog, NOW + 1)).toEqual([id]);
        expect(await outbox.nextDueAt(NOW + 1)).toBeUndefined();

        expect(await outbox.saveOutcome(id, LATER)).toMatchObject({
          state: 'pending',
          attempts: 1,
          nextAttemptAt: NOW + 5000,
          lastStatus: 500,
          lastError: 'It answered 500',
        });
        expect(await dueIds(catalog, NOW + 4999)).toEqual([]);
        expect(await dueIds(catalog, NOW + 5000)).toEqual([id]);

        const ended = await outbox.saveOutcome(id, DELIVERED);
        expect(ended).toMatchObject({ state: 'delivered', attempts: 2, endedAt: NOW + 100 });
        expect(ended).not.toHaveProperty('nextAttemptAt');
        expect(ended).not.toHaveProperty('lastError');
        expect(await dueIds(catalog, Number.MAX_SAFE_INTEGER)).toEqual([]);
        expect(await outbox.saveOutcome(idOf(5), DELIVERED)).toBeUndefined();
      }),
    );

    test.each([DELIVERED, DEAD])(
      'waits until the earlier ones of its queue are $state',
      (outcome) =>
        withCatalog(async (catalog) => {
          const { outbox, deliveries } = catalog;
          const [first, second, third] = [deliveryOf(1), deliveryOf(2), deliveryOf(3)];
          await outbox.plan(0, [first, second]);
          await outbox.plan(0, [third]);
          const late = NOW + 10_000;
          expect(await dueIds(catalog, late)).toEqual([first.id]);
          expect(await deliveries.get(ACME, second.id)).not.toHaveProperty('nextAttemptAt');
          await outbox.saveOutcome(first.id, LATER);
          expect(await dueIds(catalog, late)).toEqual([first.id]);
          await outbox.saveOutcome(first.id, outcome);
          expect(await dueIds(catalog, late)).toEqual([second.id]);
          expect(await deliveries.get(ACME, second.id)).toMatchObject({
            attempts: 0,
            nextAttemptAt: outcome.at,
          });
          await outbox.saveOutcome(second.id, outcome);
          expect(await dueIds(catalog, late)).toEqual([third.id]);
        })(),
    );

    test(
      'does not wait for those of another recording, kind or URL',
      withCatalog(async (catalog) => {
        const made = [
          deliveryOf(1),
          deliveryOf(2, { recording: 2 }),
          deliveryOf(3, { kind: 'other' }),
          deliveryOf(4, { url: `${URL_A}?x=1` }),
        ];
        await catalog.outbox.plan(0, made);
        expect(await dueIds(catalog, NOW + 10)).toEqual(made.map(({ id }) => id));
      }),
    );
  });

  test(
    'due deliveries are returned per lane, longest due first',
    withCatalog(async (catalog) => {
      const { outbox } = catalog;
      expect(await outbox.lanes(NOW)).toEqual([]);
      const made = [
        deliveryOf(1, { recording: 1, url: URL_B }),
        deliveryOf(2, { recording: 2 }),
        deliveryOf(3, { recording: 3 }),
        deliveryOf(9, { recording: 4, url: 'https://c.example/' }),
      ];
      await outbox.plan(0, made);
      expect(await outbox.lanes(NOW + 5)).toEqual(['https://a.example', 'https://b.example:8443']);
      await outbox.saveOutcome(idOf(1002), LATER);
      expect(await dueIds(catalog, NOW + 9000)).toEqual([idOf(1003), idOf(1002)]);
      expect(await outbox.due('https://a.example', NOW + 9000, 1)).toHaveLength(1);
      expect(await outbox.due('https://a', NOW + 9000, 1)).toEqual([]);
      expect(await dueIds(catalog, NOW + 9000, 'https://b.example:8443')).toEqual([idOf(1001)]);
    }),
  );

  test(
    'the backlog counts pending and dead deliveries',
    withCatalog(async ({ outbox }) => {
      expect(await outbox.backlog()).toEqual({ pending: 0, dead: 0 });
      const made = [1, 2, 3, 4].map((n) => deliveryOf(n, { recording: n }));
      await outbox.plan(0, made);
      await outbox.saveOutcome(idOf(1001), DELIVERED);
      await outbox.saveOutcome(idOf(1003), DEAD);
      expect(await outbox.backlog()).toEqual({ pending: 2, dead: 1, oldestPendingAt: NOW + 2 });
    }),
  );

  test(
    'deletes old ended deliveries in batches, and keeps pending ones',
    withCatalog(async ({ outbox, deliveries }) => {
      const made = [1, 2, 3, 4, 5].map((n) => deliveryOf(n, { recording: n }));
      await outbox.plan(0, made);
      for (const n of [1, 2, 3]) await outbox.saveOutcome(idOf(1000 + n), DELIVERED);
      await outbox.saveOutcome(idOf(1004), DEAD);
      const { at } = DELIVERED;
      expect(await outbox.forget({ delivered: at, dead: at }, 10)).toBe(0);
      expect(await outbox.forget({ delivered: at + 1, dead: at }, 2)).toBe(2);
      expect(await outbox.forget({ delivered: at + 1, dead: at + 1 }, 2)).toBe(2);
      expect(await outbox.forget({ delivered: at + 1, dead: at + 1 }, 2)).toBe(0);
      expect((await deliveries.list({ accountId: ACME, limit: 10 })).items).toHaveLength(1);
    }),
  );
}
