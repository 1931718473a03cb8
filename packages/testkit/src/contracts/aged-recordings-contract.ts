import type { AgedQuery, Catalog, Recording } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, idOf, OTHER, recordingOf } from './catalog-samples.ts';
import type { WithCatalog } from './with-catalog.ts';

const NOON = Date.UTC(2026, 0, 2, 12);
const EVER = { accountId: ACME, startedBefore: Number.MAX_SAFE_INTEGER, limit: 10 };

async function insertAll(catalog: Catalog, recordings: readonly Recording[]): Promise<void> {
  for (const recording of recordings) await catalog.recordings.insert(recording);
}

/** The recordings that retention considers. */
export function agedRecordingsContract(withCatalog: WithCatalog): void {
  describe('aged recordings', () => {
    test(
      'are those that have ended and are not preserved, by the start of their calls',
      withCatalog(async (catalog) => {
        await insertAll(catalog, [
          recordingOf(1, { state: 'done', startedAt: NOON + 3 }),
          recordingOf(2, { state: 'failed', startedAt: NOON + 2, preserved: false }),
          recordingOf(3, { state: 'canceled', createdAt: NOON + 1 }),
          recordingOf(4, { state: 'done', startedAt: NOON, preserved: true }),
          recordingOf(5, { state: 'recording', startedAt: NOON }),
          recordingOf(6, { state: 'done', startedAt: NOON, accountId: OTHER }),
        ]);
        const ids = async (change: Partial<AgedQuery> = {}) =>
          (await catalog.recordings.aged({ ...EVER, ...change })).items.map(({ id }) => id);
        expect(await ids()).toEqual([3, 2, 1].map(idOf));
        expect(await ids({ startedBefore: NOON + 2 })).toEqual([idOf(3)]);

        await catalog.recordings.update(ACME, idOf(2), (r) => ({ ...r, preserved: true }));
        await catalog.recordings.update(ACME, idOf(4), ({ preserved: _, ...r }) => r);
        await catalog.recordings.update(ACME, idOf(5), (r) => ({ ...r, state: 'done' }));
        await catalog.recordings.remove(ACME, idOf(1));
        expect(await ids()).toEqual([...[4, 5].map(idOf).sort(), idOf(3)]);
      }),
    );

    test(
      'of a line are found by its number, its device, or both',
      withCatalog(async (catalog) => {
        const on = (n: number, line: Recording['call']['line']) =>
          recordingOf(n, {
            state: 'done',
            call: { ...recordingOf(n).call, line },
          });
        await insertAll(catalog, [
          on(1, { directoryNumber: '101', deviceName: 'SEP1' }),
          on(2, { directoryNumber: '101', deviceName: 'SEP2' }),
          on(3, { deviceName: 'SEP1' }),
          on(4, {}),
        ]);
        const ids = async (line: AgedQuery['line'] & object) =>
          (await catalog.recordings.aged({ ...EVER, line })).items.map(({ id }) => id);
        expect(await ids({ directoryNumber: '101' })).toEqual([1, 2].map(idOf));
        expect(await ids({ deviceName: 'SEP1' })).toEqual([1, 3].map(idOf));
        expect(await ids({ directoryNumber: '101', deviceName: 'SEP2' })).toEqual([idOf(2)]);
        expect(await ids({ directoryNumber: '10' })).toEqual([]);
      }),
    );

    test(
      'come in pages that stay correct after removals',
      withCatalog(async (catalog) => {
        // Two for each start time.
        const rows = Array.from({ length: 7 }, (_, n) =>
          recordingOf(n, { state: 'done', startedAt: NOON + Math.floor(n / 2) }),
        );
        await insertAll(catalog, rows);
        const seen: string[] = [];
        const query = { ...EVER, limit: 2 };
        let page = await catalog.recordings.aged(query);
        for (;;) {
          for (const { id } of page.items) {
            seen.push(id);
            await catalog.recordings.remove(ACME, id);
          }
          if (page.next === undefined) break;
          page = await catalog.recordings.aged({
            ...query,
            after: page.next,
            startedBefore: NOON + 99,
          });
        }
        expect([...seen].sort()).toEqual(rows.map(({ id }) => id).sort());
        for (const wrong of [{ after: 'nonsense' }, { limit: 0 }]) {
          await expect(catalog.recordings.aged({ ...EVER, ...wrong })).rejects.toMatchObject({
            code: 'invalid-argument',
            details: { parameter: Object.keys(wrong)[0] },
          });
        }
      }),
    );
  });
}
