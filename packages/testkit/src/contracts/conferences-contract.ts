import type { Conference, ConferenceQuery, Session } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, conferenceOf, everyPage, idOf, OTHER, sessionOf } from './catalog-samples.ts';
import type { WithCatalog } from './with-catalog.ts';

const ID_IN_USE = { code: 'invalid-argument', details: { parameter: 'id' } };

/** Operations on conferences, and lists of them. */
export function conferencesContract(withCatalog: WithCatalog): void {
  describe('a conference', () => {
    test(
      'is returned as inserted, with every field',
      withCatalog(async ({ conferences }) => {
        const ended = conferenceOf(2, {
          name: 'a/b \u{1F600} "quoted" \\ line\nbreak',
          state: 'ended',
          metadata: { __proto__x: '1', 'key with spaces': '' },
          endedAt: 1_700_000_000_123,
        });
        for (const conference of [conferenceOf(1), ended]) {
          await conferences.insert(conference);
          expect(await conferences.get(ACME, conference.id)).toStrictEqual(conference);
        }
      }),
    );

    test(
      'is undefined if absent or of another account, in every method',
      withCatalog(async ({ conferences }) => {
        const mine = conferenceOf(1);
        await conferences.insert(mine);
        const never = () => {
          throw new Error('There is nothing to change');
        };
        for (const [accountId, id] of [
          [ACME, idOf(2)],
          [ACME, 'not a uuid'],
          [OTHER, mine.id],
        ] as const) {
          expect(await conferences.get(accountId, id)).toBeUndefined();
          expect(await conferences.update(accountId, id, never)).toBeUndefined();
        }
        expect((await conferences.list({ accountId: OTHER, limit: 10 })).items).toEqual([]);
      }),
    );

    test(
      'has an id that is unique in its account; another account may have the same',
      withCatalog(async ({ conferences }) => {
        const mine = conferenceOf(1);
        const theirs = conferenceOf(1, { accountId: OTHER, name: 'theirs' });
        await conferences.insert(mine);
        await conferences.insert(theirs);
        const again = conferenceOf(1, { name: 'again' });
        await expect(conferences.insert(again)).rejects.toMatchObject(ID_IN_USE);
        const changed = { ...mine, metadata: { topic: 'ours' } };
        await conferences.update(ACME, mine.id, () => changed);
        expect(await conferences.get(ACME, mine.id)).toEqual(changed);
        expect(await conferences.get(OTHER, mine.id)).toEqual(theirs);
      }),
    );
  });
  conferenceChangesContract(withCatalog);
  conferenceListContract(withCatalog);
}

function conferenceChangesContract(withCatalog: WithCatalog): void {
  describe('a change of a conference', () => {
    test(
      'is visible to every later call, and updates lists',
      withCatalog(async ({ conferences }) => {
        const before = conferenceOf(1, { state: 'ended' });
        await conferences.insert(before);
        await conferences.insert(conferenceOf(2));
        const after = conferenceOf(1, { createdAt: conferenceOf(3).createdAt });
        expect(await conferences.update(ACME, before.id, () => after)).toEqual(after);
        expect(await conferences.get(ACME, before.id)).toEqual(after);
        const live = await conferences.list({ accountId: ACME, states: ['live'], limit: 9 });
        expect(live.items.map(({ id }) => id)).toEqual([idOf(1), idOf(2)]);
      }),
    );

    test(
      'that throws changes nothing',
      withCatalog(async ({ conferences }) => {
        const conference = conferenceOf(1);
        await conferences.insert(conference);
        const failure = new Error('No');
        const change = () => {
          throw failure;
        };
        await expect(conferences.update(ACME, conference.id, change)).rejects.toBe(failure);
        expect(await conferences.get(ACME, conference.id)).toEqual(conference);
      }),
    );

    test(
      'is given the current number of its live sessions',
      withCatalog(async ({ conferences, sessions }) => {
        const { id } = conferenceOf(1);
        for (const accountId of [ACME, OTHER]) {
          await conferences.insert(conferenceOf(1, { accountId }));
        }
        const members = async () => {
          let counted: number | undefined;
          await conferences.update(ACME, id, (conference, count) => {
            counted = count;
            return conference;
          });
          return counted;
        };
        expect(await members()).toBe(0);
        await sessions.insert(memberOf(id, 1));
        await sessions.insert(memberOf(id, 2));
        await sessions.insert(memberOf(idOf(5), 3));
        await sessions.insert(memberOf(id, 4, { state: 'expected' }));
        await sessions.insert(memberOf(id, 5, { accountId: OTHER }));
        expect(await members()).toBe(2);
        await sessions.update(ACME, idOf(1), (session) => ({ ...session, state: 'ended' }));
        expect(await members()).toBe(1);
      }),
    );

    test(
      'ends exactly the live conferences of all accounts',
      withCatalog(async ({ conferences }) => {
        const ended = conferenceOf(2, { state: 'ended', endedAt: 7 });
        const live = [conferenceOf(3), conferenceOf(3, { accountId: OTHER })];
        for (const conference of [ended, ...live]) await conferences.insert(conference);
        const now = Date.UTC(2026, 6);
        const result = await conferences.endAll(now);
        const over = live.map((c) => ({ ...c, state: 'ended', endedAt: now, updatedAt: now }));
        expect(result).toHaveLength(2);
        expect(result).toEqual(expect.arrayContaining(over));
        for (const conference of [ended, ...over]) {
          expect(await conferences.get(conference.accountId, conference.id)).toEqual(conference);
        }
        expect(await conferences.endAll(now + 1)).toEqual([]);
      }),
    );
  });
}

function conferenceListContract(withCatalog: WithCatalog): void {
  describe('a list of conferences', () => {
    test(
      'has the right conferences for any filter, newest first, in pages of any size',
      withCatalog(async ({ conferences }) => {
        // Several in one millisecond, so that ids decide.
        const all = Array.from({ length: 60 }, (_, n) =>
          conferenceOf(n, {
            createdAt: 1000 + Math.floor(n / 4),
            state: n % 3 === 0 ? 'live' : 'ended',
            ...(n % 10 === 9 ? { accountId: OTHER } : {}),
          }),
        );
        for (const conference of all) await conferences.insert(conference);
        const filters: Partial<ConferenceQuery>[] = [
          {},
          { states: ['live'] },
          { states: ['live', 'ended'], createdFrom: 1004, createdBefore: 1011 },
          { states: [] },
          { createdFrom: 1012 },
          { states: ['ended'], createdBefore: 1003 },
        ];
        for (const filter of filters) {
          for (const limit of [1, 3, 7, 1000]) {
            const query = { accountId: ACME, ...filter, limit };
            const found = await everyPage((q: ConferenceQuery) => conferences.list(q), query);
            expect({ query, ids: found.map(({ id }) => id) }).toEqual({
              query,
              ids: expectedIds(all, query),
            });
          }
        }
      }),
    );

    test(
      'refuses invalid tokens and page sizes',
      withCatalog(async ({ conferences, sessions }) => {
        for (let n = 0; n < 4; n += 1) {
          await conferences.insert(conferenceOf(n));
          await sessions.insert(sessionOf(n));
        }
        const query: ConferenceQuery = { accountId: ACME, limit: 2 };
        const { next = '' } = await conferences.list(query);
        const { next: foreign = '' } = await sessions.list(query);
        for (const bad of [
          { ...query, after: 'x' },
          { ...query, after: foreign },
          { ...query, after: next, accountId: OTHER },
          { ...query, after: next, states: ['live'] as const },
        ]) {
          await expect(conferences.list(bad)).rejects.toMatchObject({
            code: 'invalid-argument',
            details: { parameter: 'after' },
          });
        }
        for (const limit of [0, -1, 1001, 1.5]) {
          await expect(conferences.list({ ...query, limit })).rejects.toMatchObject({
            code: 'invalid-argument',
            details: { parameter: 'limit' },
          });
        }
      }),
    );
  });
}

function expectedIds(all: readonly Conference[], query: ConferenceQuery): string[] {
  const { states, createdFrom = 0, createdBefore = Number.MAX_SAFE_INTEGER } = query;
  return all
    .filter(({ accountId }) => accountId === query.accountId)
    .filter(({ state }) => states === undefined || states.includes(state))
    .filter(({ createdAt }) => createdAt >= createdFrom && createdAt < createdBefore)
    .sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
    .map(({ id }) => id);
}

function memberOf(conferenceId: string, n: number, change: Partial<Session> = {}): Session {
  const session = sessionOf(n, change);
  return { ...session, call: { ...session.call, conference: { id: conferenceId, name: 'c' } } };
}
