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
