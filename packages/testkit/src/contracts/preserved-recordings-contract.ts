import type { Catalog, NewAuditEntry, Recording, Transition } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, idOf, OTHER, recordingOf } from './catalog-samples.ts';
import { eventOf } from './journal-contract.ts';
import type { WithCatalog } from './with-catalog.ts';

const PRESERVED = { code: 'recording-preserved' };
const AUDIT: NewAuditEntry = {
  at: 0,
  accountId: ACME,
  actor: { via: 'contract' },
  action: 'recording.delete',
  details: {},
};
const release = ({ preserved: _, ...bare }: Recording): Recording => bare;

/** Journal and audit entries, besides the recordings themselves. */
async function toldOf({ audit, outbox }: Catalog): Promise<readonly string[]> {
  const { items } = await audit.list({ accountId: ACME, limit: 10 });
  const journal = await outbox.journal(10);
  return [...items.map(({ action }) => action), ...journal.map(({ event }) => event.type)];
}

/** Preserved recordings cannot be removed or replaced by anyone. */
export function preservedRecordingsContract(withCatalog: WithCatalog): void {
  describe('a preserved recording', () => {
    test.each(['queued', 'finishing', 'done', 'failed', 'canceled'] as const)(
      'that is %s is not removed until released, and the attempt leaves no journal entry',
      (state) =>
        withCatalog(async (catalog) => {
          const { recordings } = catalog;
          const kept = recordingOf(1, { state, preserved: true });
          await recordings.insert(kept);
          const told = [eventOf(kept, 'recording.deleted')];
          const removal = () => recordings.remove(ACME, kept.id, told, { audit: AUDIT });
          await expect(removal()).rejects.toMatchObject(PRESERVED);
          // A removal whose own condition is not met does nothing, and is not refused.
          const wanted = () => false;
          expect(await recordings.remove(ACME, kept.id, told, { wanted })).toBeUndefined();
          expect(await recordings.remove(OTHER, kept.id, told)).toBeUndefined();
          expect(await recordings.get(ACME, kept.id)).toEqual(kept);
          expect(await toldOf(catalog)).toEqual([]);

          await recordings.update(ACME, kept.id, release);
          expect(await removal()).toEqual(release(kept));
          expect(await toldOf(catalog)).toEqual(['recording.delete', 'recording.deleted']);
        })(),
    );

    test.each(['update', 'apply'] as const)(
      'is kept beside its replacement, which is stored under its own id (%s)',
      (call) =>
        withCatalog(async (catalog) => {
          const { recordings } = catalog;
          const old = recordingOf(1, { name: 'x', state: 'done' });
          await recordings.insert(old);
          await recordings.insert(recordingOf(2, { name: 'x', replaces: old.id, append: true }));
          const keep = (r: Recording): Recording => ({ ...r, preserved: true });
          const kept = await recordings.update(ACME, old.id, keep);
          await recordings.update(ACME, idOf(2), (r) => ({ ...r, state: 'finishing' }));
          expect(await recordings.get(ACME, idOf(2))).toMatchObject({ name: 'x', append: true });

          const done = (r: Recording): Recording => ({ ...r, state: 'done', note: 'second' });
          const finish = (r: Recording): Transition => ({
            recording: done(r),
            events: [eventOf(done(r), 'recording.finished')],
          });
          const expected = recordingOf(2, { name: idOf(2), state: 'done', note: 'second' });
          if (call === 'update') {
            expect(await recordings.update(ACME, idOf(2), done)).toStrictEqual(expected);
          } else {
            const told = eventOf(expected, 'recording.finished');
            const applied = await recordings.apply(ACME, idOf(2), finish);
            expect(applied).toStrictEqual({ recording: expected, events: [told] });
            const [entry] = await catalog.outbox.journal(10);
            expect(entry?.event).toStrictEqual(told);
          }
          expect(await recordings.findByName(ACME, 'x', 'stored')).toEqual(kept);
          expect(await recordings.findByName(ACME, 'x', 'live')).toBeUndefined();
          expect(await recordings.findByName(ACME, idOf(2), 'stored')).toEqual(expected);
        })(),
    );

    test(
      'is replaced if it was released in time',
      withCatalog(async ({ recordings }) => {
        const old = recordingOf(1, { name: 'x', state: 'done', preserved: true });
        await recordings.insert(old);
        await recordings.insert(recordingOf(2, { name: 'x', replaces: old.id }));
        await recordings.update(ACME, old.id, release);
        await recordings.update(ACME, idOf(2), (r) => ({ ...r, state: 'done' }));
        expect(await recordings.get(ACME, old.id)).toBeUndefined();
        expect((await recordings.findByName(ACME, 'x', 'stored'))?.id).toBe(idOf(2));
      }),
    );

    test(
      'does not affect a replacement that fails, or one in another account',
      withCatalog(async ({ recordings }) => {
        const theirs = recordingOf(1, { state: 'done', accountId: OTHER, preserved: true });
        await recordings.insert(theirs);
        await recordings.insert(recordingOf(2, { name: 'y', state: 'done', preserved: true }));
        for (const [n, replaces, state] of [
          [3, theirs.id, 'done'],
          [4, idOf(2), 'failed'],
        ] as const) {
          const live = recordingOf(n, { name: `y ${n}`, replaces });
          await recordings.insert(live);
          const after = await recordings.update(ACME, live.id, (r) => ({ ...r, state }));
          expect(after).toEqual({ ...live, state });
        }
        expect(await recordings.get(OTHER, theirs.id)).toEqual(theirs);
      }),
    );
  });
}
