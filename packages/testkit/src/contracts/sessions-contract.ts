import type { Session } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, fullRecording, idOf, OTHER, recordingOf, sessionOf } from './catalog-samples.ts';
import type { WithCatalog } from './with-catalog.ts';

/** Operations on a single session. */
export function sessionsContract(withCatalog: WithCatalog): void {
  describe('a session', () => {
    test(
      'is returned as inserted, with every field',
      withCatalog(async ({ sessions }) => {
        const { source: _source, startedAt: _startedAt, ...expected } = sessionOf(1);
        const full = sessionOf(2, { call: fullRecording(2).call, state: 'ended', endedAt: 1 });
        for (const session of [{ ...expected, state: 'expected' as const, tracks: [] }, full]) {
          await sessions.insert(session);
          expect(await sessions.get(ACME, session.id)).toStrictEqual(session);
        }
      }),
    );

    test(
      'is undefined if absent or of another account, in every method',
      withCatalog(async ({ sessions }) => {
        const mine = sessionOf(1, { call: withExternalId('chan-1') });
        await sessions.insert(mine);
        const never = () => {
          throw new Error('There is nothing to change');
        };
        for (const [accountId, id] of [
          [ACME, idOf(2)],
          [ACME, 'not a uuid'],
          [OTHER, mine.id],
        ] as const) {
          expect(await sessions.get(accountId, id)).toBeUndefined();
          expect(await sessions.update(accountId, id, never)).toBeUndefined();
        }
        expect(await sessions.findByExternalId(OTHER, 'chan-1')).toBeUndefined();
        expect(await sessions.findByExternalId(ACME, 'CHAN-1')).toBeUndefined();
        expect(await sessions.findByExternalId(ACME, '')).toBeUndefined();
        expect((await sessions.list({ accountId: OTHER, limit: 10 })).items).toEqual([]);
      }),
    );

    test(
      'has an id that is unique in its account; another account may have the same',
      withCatalog(async ({ sessions }) => {
        const first = sessionOf(1);
        await sessions.insert(first);
        await expect(sessions.insert(sessionOf(1, { state: 'expected' }))).rejects.toMatchObject({
          code: 'invalid-argument',
          details: { parameter: 'id' },
        });
        const second = sessionOf(1, { accountId: OTHER, state: 'expected' });
        await sessions.insert(second);
        await sessions.update(OTHER, second.id, (known) => ({ ...known, updatedAt: 7 }));
        expect(await sessions.get(ACME, first.id)).toEqual(first);
        expect(await sessions.get(OTHER, first.id)).toEqual({ ...second, updatedAt: 7 });
      }),
    );

    test(
      'is removed in the state that is asked for, and never with a recording',
      withCatalog(async ({ sessions, recordings }) => {
        const expected = sessionOf(1, { state: 'expected' });
        const ended = sessionOf(2, { state: 'ended', endedAt: 7 });
        const recorded = sessionOf(3, { state: 'ended', endedAt: 7 });
        const live = sessionOf(4);
        for (const session of [expected, ended, recorded, live]) await sessions.insert(session);
        const of = ({ id }: Session) => ({ kind: 'session' as const, sessionId: id });
        await recordings.insert(recordingOf(1, { target: of(recorded) }));
        // A recording of another account is not of this session.
        await recordings.insert(recordingOf(2, { accountId: OTHER, target: of(ended) }));
        expect(await sessions.remove(OTHER, expected.id, 'expected')).toBeUndefined();
        expect(await sessions.remove(ACME, expected.id, 'ended')).toBeUndefined();
        expect(await sessions.remove(ACME, live.id, 'ended')).toBeUndefined();
        expect(await sessions.remove(ACME, recorded.id, 'ended')).toBeUndefined();
        expect(await sessions.remove(ACME, expected.id, 'expected')).toEqual(expected);
        expect(await sessions.remove(ACME, ended.id, 'ended')).toEqual(ended);
        expect(await sessions.remove(ACME, ended.id, 'ended')).toBeUndefined();
        const { items } = await sessions.list({ accountId: ACME, limit: 9 });
        expect(items.map(({ id }) => id).sort()).toEqual([recorded.id, live.id].sort());
      }),
    );

    test(
      "is found by the PBX's own id, the newest when several have it",
      withCatalog(async ({ sessions }) => {
        const call = withExternalId('PJSIP/100-0000/1;2');
        for (const n of [2, 3, 1]) await sessions.insert(sessionOf(n, { call }));
        await sessions.insert(sessionOf(4, { call, accountId: OTHER }));
        const found = await sessions.findByExternalId(ACME, 'PJSIP/100-0000/1;2');
        expect(found?.id).toBe(idOf(3));
      }),
    );
  });

  sessionChangesContract(withCatalog);
}

function sessionChangesContract(withCatalog: WithCatalog): void {
  describe('a change of a session', () => {
    test(
      'is visible to every later call',
      withCatalog(async ({ sessions }) => {
        const before = sessionOf(1);
        await sessions.insert(before);
        const line = { deviceName: 'SEP2', directoryNumber: '102' };
        const after: Session = {
          ...before,
          state: 'ended',
          call: { ...withExternalId('chan-2'), line, conference: { id: idOf(-2), name: 'c' } },
        };
        expect(await sessions.update(ACME, before.id, () => after)).toEqual(after);
        expect(await sessions.get(ACME, before.id)).toEqual(after);
        expect(await sessions.findByExternalId(ACME, 'chan-2')).toEqual(after);
        const found = await sessions.list({
          accountId: ACME,
          states: ['ended'],
          ...line,
          conferenceId: idOf(-2),
          limit: 10,
        });
        expect(found.items).toEqual([after]);
      }),
    );

    test(
      'may undo its end: it is live again, and listed as live',
      withCatalog(async ({ sessions }) => {
        const call = withExternalId('CA1');
        const { endedAt: _over, ...known } = sessionOf(1, { call, state: 'ended', endedAt: 7 });
        await sessions.insert({ ...known, endedAt: 7 });
        const again: Session = { ...known, state: 'live', tracks: ['remote', 'local'] };
        await sessions.update(ACME, again.id, () => again);
        expect(await sessions.get(ACME, again.id)).toStrictEqual(again);
        expect(await sessions.findByExternalId(ACME, 'CA1')).toStrictEqual(again);
        const listed = async (state: Session['state']) =>
          (await sessions.list({ accountId: ACME, states: [state], limit: 9 })).items;
        expect(await listed('live')).toEqual([again]);
        expect(await listed('ended')).toEqual([]);
        expect(await sessions.endAll(9)).toMatchObject([{ id: again.id, endedAt: 9 }]);
      }),
    );

    test(
      'is that its automatic recording has begun, if its line started one while it is live',
      withCatalog(async ({ recordings, sessions }) => {
        const due = { automaticRecording: { dueAt: 7 } };
        const [live, ended] = [sessionOf(1, due), sessionOf(2, { ...due, state: 'ended' })];
        for (const session of [live, ended]) await sessions.insert(session);
        const record = (n: number, sessionId: string, via: string, accountId = ACME) => {
          const target = { kind: 'session', sessionId } as const;
          return recordings.insert(recordingOf(n, { accountId, target, origin: { via } }));
        };
        await record(1, live.id, 'native');
        await record(2, live.id, 'line', OTHER);
        await record(3, ended.id, 'line');
        expect(await sessions.get(ACME, live.id)).toStrictEqual(live);
        expect(await sessions.get(ACME, ended.id)).toStrictEqual(ended);
        await record(4, live.id, 'line');
        const begun = { ...live, automaticRecording: 'begun' };
        expect(await sessions.get(ACME, live.id)).toStrictEqual(begun);
        await expect(record(4, ended.id, 'line')).rejects.toThrow();
      }),
    );

    test(
      'that throws changes nothing; changes are atomic',
      withCatalog(async ({ sessions }) => {
        const session = sessionOf(1);
        await sessions.insert(session);
        const failure = new Error('No');
        await expect(
          sessions.update(ACME, session.id, () => {
            throw failure;
          }),
        ).rejects.toBe(failure);
        expect(await sessions.get(ACME, session.id)).toEqual(session);
        await Promise.all(
          Array.from({ length: 50 }, () =>
            sessions.update(ACME, session.id, (s) => ({ ...s, updatedAt: s.updatedAt + 1 })),
          ),
        );
        expect((await sessions.get(ACME, session.id))?.updatedAt).toBe(session.updatedAt + 50);
      }),
    );

    test(
      'ends exactly the live sessions of all accounts',
      withCatalog(async ({ sessions }) => {
        const expected = sessionOf(1, { state: 'expected' });
        const ended = sessionOf(2, { state: 'ended', endedAt: 7 });
        const live = [sessionOf(3), sessionOf(4, { accountId: OTHER })];
        for (const session of [expected, ended, ...live]) await sessions.insert(session);
        expect(await sessions.live()).toEqual(live);
        const now = Date.UTC(2026, 6);
        const result = await sessions.endAll(now);
        const over = live.map((s) => ({ ...s, state: 'ended', endedAt: now, updatedAt: now }));
        expect(result).toHaveLength(2);
        expect(result).toEqual(expect.arrayContaining(over));
        for (const session of [expected, ended, ...over]) {
          expect(await sessions.get(session.accountId, session.id)).toEqual(session);
        }
        expect(
          (await sessions.list({ accountId: ACME, states: ['live'], limit: 9 })).items,
        ).toEqual([]);
        expect(await sessions.live()).toEqual([]);
        expect(await sessions.endAll(now + 1)).toEqual([]);
      }),
    );
  });
}

function withExternalId(externalId: string): Session['call'] {
  return { ...sessionOf(1).call, externalId };
}
