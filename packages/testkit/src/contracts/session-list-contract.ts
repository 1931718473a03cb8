import type { SessionQuery } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, everyPage, idOf, sessionOf } from './catalog-samples.ts';
import { expectedSessions } from './query-oracle.ts';
import { Draw, drawSessionQuery, sessionPopulation } from './query-population.ts';
import type { WithCatalog } from './with-catalog.ts';

/** Content, order and pages of lists of sessions. */
export function sessionListContract(withCatalog: WithCatalog): void {
  describe('a list of sessions', () => {
    test(
      'has the right sessions for any combination of filters and any page size, newest first',
      withCatalog(async ({ sessions }) => {
        const size = 180;
        const all = sessionPopulation(size);
        for (const session of all) await sessions.insert(session);
        const draw = new Draw(5);
        for (let i = 0; i < 400; i += 1) {
          const query = drawSessionQuery(draw, size);
          const found = await everyPage((q: SessionQuery) => sessions.list(q), query);
          expect({ query, ids: found.map((s) => s.id) }).toEqual({
            query,
            ids: expectedSessions(all, query).map((s) => s.id),
          });
        }
      }),
    );

    test(
      'is complete and without repetitions while sessions are added between pages',
      withCatalog(async ({ sessions }) => {
        for (let n = 0; n < 10; n += 1) await sessions.insert(sessionOf(n));
        let n = 100;
        const found = await everyPage(
          (q: SessionQuery) => sessions.list(q),
          { accountId: ACME, states: ['live'], limit: 3 },
          async () => {
            await sessions.insert(sessionOf(n));
            await sessions.insert(sessionOf(n + 1, { createdAt: n }));
            n += 2;
            if (n > 200) throw new Error('The pages do not come to an end');
          },
        );
        const ids = found.map((s) => s.id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual(expect.arrayContaining(Array.from({ length: 10 }, (_, i) => idOf(i))));
      }),
    );

    test(
      'can be read backward',
      withCatalog(async ({ sessions }) => {
        for (let n = 0; n < 5; n += 1) await sessions.insert(sessionOf(n));
        const query: SessionQuery = { accountId: ACME, limit: 2 };
        const first = await sessions.list(query);
        const second = await sessions.list({ ...query, after: first.next ?? '' });
        const back = await sessions.list({ ...query, before: second.previous ?? '' });
        expect(second.items.map((s) => s.id)).toEqual([idOf(2), idOf(1)]);
        expect(back.items).toEqual(first.items);
        expect(back).not.toHaveProperty('previous');
      }),
    );

    test(
      'refuses a token of another list',
      withCatalog(async ({ sessions }) => {
        for (let n = 0; n < 4; n += 1) await sessions.insert(sessionOf(n));
        const { next = '' } = await sessions.list({ accountId: ACME, limit: 2 });
        const query: SessionQuery = { accountId: ACME, limit: 2, after: next };
        expect((await sessions.list(query)).items.map((s) => s.id)).toEqual([idOf(1), idOf(0)]);
        for (const bad of [
          { ...query, after: 'x' },
          { ...query, after: `${next}A` },
          { ...query, username: 'anna' },
          { ...query, states: ['live'] as const },
          { ...query, conferenceId: idOf(-1) },
          { ...query, callingNumber: '+391' },
          { ...query, startedFrom: 1 },
        ]) {
          await expect(sessions.list(bad)).rejects.toMatchObject({
            code: 'invalid-argument',
            details: { parameter: 'after' },
          });
        }
      }),
    );
  });
}
