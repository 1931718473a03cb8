import {
  JOURNALED_EVENTS,
  type Recording,
  type RecordingEvent,
  type RecordingEventType,
  transition,
} from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, idOf, OTHER, recordingOf } from './catalog-samples.ts';
import type { WithCatalog } from './with-catalog.ts';

/** An event of a recording. */
export function eventOf(recording: Recording, type: RecordingEventType): RecordingEvent {
  return { type, at: recording.updatedAt, accountId: recording.accountId, recording };
}

/** Which changes the journal records, and when. */
export function journalContract(withCatalog: WithCatalog): void {
  describe('the journal', () => {
    test(
      'has the events of each change, in order, until they are planned',
      withCatalog(async ({ recordings, outbox }) => {
        expect(await outbox.journal(10)).toEqual([]);
        const queued = recordingOf(1);
        await recordings.insert(queued);
        const begun = await recordings.apply(ACME, queued.id, (r) =>
          transition(r, { type: 'begin' }, 5),
        );
        expect(begun?.recording).toMatchObject({ state: 'recording', startedAt: 5 });
        expect(await recordings.get(ACME, queued.id)).toEqual(begun?.recording);
        const copied = recordingOf(2, { state: 'done' });
        await recordings.insert(copied, [eventOf(copied, 'recording.copied')]);
        await recordings.remove(ACME, copied.id, [eventOf(copied, 'recording.deleted')]);

        const entries = await outbox.journal(10);
        expect(entries.map(({ event }) => event)).toEqual([
          ...(begun?.events ?? []),
          eventOf(copied, 'recording.copied'),
          eventOf(copied, 'recording.deleted'),
        ]);
        expect(await outbox.journal(2)).toEqual(entries.slice(0, 2));

        await outbox.plan(entries[1]?.position ?? 0, []);
        expect(await outbox.journal(10)).toEqual(entries.slice(2));
      }),
    );

    test(
      'never uses a position twice',
      withCatalog(async ({ recordings, outbox }) => {
        const positions: number[] = [];
        for (const n of [1, 2, 3]) {
          const recording = recordingOf(n);
          await recordings.insert(recording, [eventOf(recording, 'recording.started')]);
          const [entry] = await outbox.journal(1);
          positions.push(entry?.position ?? 0);
          await outbox.plan(entry?.position ?? 0, []);
        }
        expect(new Set(positions).size).toBe(3);
        expect([...positions].sort((a, b) => a - b)).toEqual(positions);
      }),
    );

    test(
      'is read by account from any position, planned or not, until it is forgotten',
      withCatalog(async ({ recordings, outbox, journal }) => {
        expect(await journal.span()).toEqual({ first: 1, last: 0 });
        expect(await journal.forget({ before: Number.MAX_SAFE_INTEGER, atMost: 0 }, 10)).toBe(0);
        for (const n of [1, 2, 3, 4, 5]) {
          const accountId = n === 2 ? OTHER : ACME;
          const recording = recordingOf(n, { accountId });
          await recordings.insert(recording, [eventOf(recording, 'recording.started')]);
        }
        const all = await outbox.journal(10);
        const positions = all.map(({ position }) => position);
        const [first = 0, second = 0, third = 0, fourth = 0, last = 0] = positions;
        await outbox.plan(fourth, []);
        expect(await journal.span()).toEqual({ first, last });
        const mine = all.filter(({ event }) => event.accountId === ACME);
        expect(await journal.after(ACME, 0, 10)).toEqual(mine);
        expect(await journal.after(ACME, first, 2)).toEqual(mine.slice(1, 3));
        expect(await journal.after(OTHER, 0, 10)).toEqual([all[1]]);
        expect(await journal.after(ACME, last, 10)).toEqual([]);

        const { at = 0 } = all[2]?.event ?? {};
        expect(await journal.forget({ before: 0, atMost: 5 }, 10)).toBe(0);
        expect(await journal.forget({ before: at, atMost: 5 }, 1)).toBe(1);
        expect(await journal.span()).toEqual({ first: second, last });
        expect(await journal.forget({ before: at, atMost: 5 }, 10)).toBe(1);
        expect(await journal.forget({ before: 0, atMost: 2 }, 10)).toBe(1);
        expect(await journal.after(ACME, 0, 10)).toEqual(all.slice(3));
        expect(third).toBeLessThan(fourth);
        // The last one is not planned yet.
        expect(await journal.forget({ before: Number.MAX_SAFE_INTEGER, atMost: 0 }, 10)).toBe(1);
        expect(await outbox.journal(10)).toEqual(all.slice(4));
        await outbox.plan(last, []);
        expect(await journal.forget({ before: Number.MAX_SAFE_INTEGER, atMost: 0 }, 10)).toBe(1);
        expect(await journal.span()).toEqual({ first: last + 1, last });
        const recording = recordingOf(6);
        await recordings.insert(recording, [eventOf(recording, 'recording.started')]);
        expect((await outbox.journal(10)).map(({ position }) => position)).toEqual([last + 1]);
      }),
    );

    test(
      'has only events that are delivered to receivers',
      withCatalog(async ({ recordings, outbox }) => {
        const recording = recordingOf(1);
        const passing: RecordingEventType[] = [
          'recording.queued',
          'recording.muted',
          'recording.unmuted',
          'recording.finishing',
        ];
        const types: readonly RecordingEventType[] = [...passing, ...JOURNALED_EVENTS];
        await recordings.insert(
          recording,
          types.map((type) => eventOf(recording, type)),
        );
        const kept = (await outbox.journal(100)).map(({ event }) => event.type);
        expect(kept).toEqual([...JOURNALED_EVENTS]);
      }),
    );

    test(
      'has no events of a change that failed or had no effect',
      withCatalog(async ({ recordings, outbox }) => {
        const taken = recordingOf(1, { name: 'x' });
        await recordings.insert(taken);
        const second = recordingOf(2, { name: 'x' });
        const told = [eventOf(second, 'recording.started')];
        await expect(recordings.insert(second, told)).rejects.toMatchObject({
          code: 'recording-name-taken',
        });
        const third = recordingOf(3, { name: 'y', state: 'failed' });
        await recordings.insert(third);
        await expect(
          recordings.apply(ACME, third.id, (r) => ({
            recording: { ...r, name: 'x', state: 'recording' },
            events: told,
          })),
        ).rejects.toMatchObject({ code: 'recording-name-taken' });
        await expect(
          recordings.apply(ACME, taken.id, (r) => transition(r, { type: 'resume' }, 1)),
        ).rejects.toMatchObject({ code: 'recording-not-live' });
        expect(await recordings.apply(OTHER, taken.id, () => unreachable())).toBeUndefined();
        expect(await recordings.apply(ACME, idOf(9), () => unreachable())).toBeUndefined();
        expect(await recordings.remove(OTHER, taken.id, told)).toBeUndefined();
        expect(await recordings.remove(ACME, idOf(9), told)).toBeUndefined();
        expect(await outbox.journal(10)).toEqual([]);
      }),
    );
  });
}

function unreachable(): never {
  throw new Error('There is nothing to change');
}
