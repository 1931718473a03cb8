import type { Recording } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, fullRecording, idOf, OTHER, recordingOf } from './catalog-samples.ts';
import type { WithCatalog } from './with-catalog.ts';

/** Operations on a single recording: insert, update, get, remove, unfinished. */
export function recordingChangesContract(withCatalog: WithCatalog): void {
  describe('a recording', () => {
    test(
      'is returned as inserted, with every field',
      withCatalog(async ({ recordings }) => {
        for (const recording of [recordingOf(1), fullRecording(2)]) {
          await recordings.insert(recording);
          expect(await recordings.get(ACME, recording.id)).toStrictEqual(recording);
        }
      }),
    );

    test(
      'is undefined if absent, in every method',
      withCatalog(async ({ recordings }) => {
        const never = () => {
          throw new Error('There is nothing to change');
        };
        for (const id of [idOf(1), 'not a uuid', '', "' OR 1=1 --", '\u{1F600}']) {
          expect(await recordings.get(ACME, id)).toBeUndefined();
          expect(await recordings.update(ACME, id, never)).toBeUndefined();
          expect(await recordings.remove(ACME, id)).toBeUndefined();
        }
      }),
    );

    test(
      'is invisible to other accounts',
      withCatalog(async ({ recordings }) => {
        const mine = recordingOf(1, { state: 'done' });
        await recordings.insert(mine);
        const never = () => {
          throw new Error('It is not theirs to change');
        };
        expect(await recordings.get(OTHER, mine.id)).toBeUndefined();
        expect(await recordings.update(OTHER, mine.id, never)).toBeUndefined();
        expect(await recordings.remove(OTHER, mine.id)).toBeUndefined();
        expect(await recordings.findByName(OTHER, mine.name, 'stored')).toBeUndefined();
        expect((await recordings.list({ accountId: OTHER, limit: 10 })).items).toEqual([]);
        expect(await recordings.get(ACME, mine.id)).toEqual(mine);
      }),
    );

    test(
      'has an id that is unique across accounts',
      withCatalog(async ({ recordings }) => {
        const first = recordingOf(1);
        await recordings.insert(first);
        for (const second of [
          recordingOf(1, { name: 'second' }),
          recordingOf(1, { name: 'second', accountId: OTHER }),
        ]) {
          await expect(recordings.insert(second)).rejects.toMatchObject({
            code: 'invalid-argument',
            details: { parameter: 'id' },
          });
        }
        expect(await recordings.get(ACME, first.id)).toEqual(first);
      }),
    );

    test(
      'is gone after remove, which returns it',
      withCatalog(async ({ recordings }) => {
        const recording = recordingOf(1, { state: 'done' });
        await recordings.insert(recording);
        expect(await recordings.remove(ACME, recording.id)).toEqual(recording);
        expect(await recordings.remove(ACME, recording.id)).toBeUndefined();
        expect(await recordings.get(ACME, recording.id)).toBeUndefined();
        expect(await recordings.findByName(ACME, recording.name, 'stored')).toBeUndefined();
        expect((await recordings.list({ accountId: ACME, limit: 10 })).items).toEqual([]);
      }),
    );
  });

  describe('a change', () => {
    test(
      'is visible to every later call',
      withCatalog(async ({ recordings }) => {
        const before = recordingOf(1);
        await recordings.insert(before);
        const line = { deviceName: 'SEP2', directoryNumber: '102' };
        const after: Recording = {
          ...before,
          state: 'failed',
          call: { ...before.call, line, username: 'user2' },
          cause: 'hung up',
        };
        const seen: Recording[] = [];
        const result = await recordings.update(ACME, before.id, (recording) => {
          seen.push(recording);
          return after;
        });
        expect(seen).toEqual([before]);
        expect(result).toEqual(after);
        expect(await recordings.get(ACME, before.id)).toEqual(after);
        expect(await recordings.findByName(ACME, before.name, 'live')).toBeUndefined();
        const found = await recordings.list({
          accountId: ACME,
          states: ['failed'],
          ...line,
          username: 'user2',
          limit: 10,
        });
        expect(found.items).toEqual([after]);
      }),
    );

    test(
      'that throws changes nothing, and the error is passed on',
      withCatalog(async ({ recordings }) => {
        const recording = recordingOf(1);
        await recordings.insert(recording);
        const failure = new Error('No such transition');
        await expect(
          recordings.update(ACME, recording.id, () => {
            throw failure;
          }),
        ).rejects.toBe(failure);
        expect(await recordings.get(ACME, recording.id)).toEqual(recording);
        // The catalog still works.
        await recordings.insert(recordingOf(2));
        expect(await recordings.update(ACME, idOf(2), (r) => r)).toEqual(recordingOf(2));
      }),
    );

    test(
      'is atomic',
      withCatalog(async ({ recordings }) => {
        await recordings.insert(recordingOf(1));
        await recordings.insert(recordingOf(2));
        await Promise.all(
          Array.from({ length: 100 }, (_, i) =>
            recordings.update(ACME, idOf(1 + (i % 2)), (r) => ({ ...r, pausedMs: r.pausedMs + 1 })),
          ),
        );
        expect((await recordings.get(ACME, idOf(1)))?.pausedMs).toBe(50);
        expect((await recordings.get(ACME, idOf(2)))?.pausedMs).toBe(50);
      }),
    );
  });

  test(
    'unfinished returns the live recordings of all accounts, oldest first',
    withCatalog(async ({ recordings }) => {
      expect(await recordings.unfinished()).toEqual([]);
      const states = ['finishing', 'done', 'paused', 'failed', 'recording', 'canceled', 'queued'];
      for (const [i, state] of states.entries()) {
        const accountId = i % 3 === 0 ? OTHER : ACME;
        // Inserted newest first.
        await recordings.insert(
          recordingOf(9 - i, { state: state as Recording['state'], accountId }),
        );
      }
      const found = await recordings.unfinished();
      expect(found.map((r) => r.state)).toEqual(['queued', 'recording', 'paused', 'finishing']);
      expect(new Set(found.map((r) => r.accountId))).toEqual(new Set([ACME, OTHER]));
    }),
  );
}
