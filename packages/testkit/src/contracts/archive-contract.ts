import type { ArchiveQuery, Recording, RecordingCatalog } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { ACME, idOf, OTHER, recordingOf } from './catalog-samples.ts';
import { Draw } from './query-population.ts';
import type { WithCatalog } from './with-catalog.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 4, 30, 22);
const SIZE = 300;
const USERS = ['anna', 'Anna', 'bo', 'Ödön', 'öDÖN'];
const NUMBERS = ['101', '102', '0101'];
const REMOTES = ['+390584123', '+390584', '0584', '1%', "o'", 'sip:"Ada"@lan', 'sip:ada@lan'];
/** Values that match all, several, one or no numbers, and some that databases might misread. */
const PARTS = [
  '9',
  '+',
  '%',
  "'",
  '0584',
  '+39',
  '84123',
  '58412',
  'sip:',
  'Ada',
  '"Ada"',
  'n OR s',
  '39058412',
  '+3905841234',
  '\0\0\0',
];
const GROUPS = ['Sales', 'sales', "Support's"];
const DIRECTIONS = ['unknown', 'incoming', 'outgoing'] as const;
const STATES = ['done', 'done', 'done', 'failed', 'recording', 'canceled'] as const;

/** Content, order and totals of the archive by page number. */
export function archiveContract(withCatalog: WithCatalog): void {
  describe('the archive', () => {
    test(
      'is empty if nothing matches, and beyond its end',
      withCatalog(async ({ recordings }) => {
        const query = { accountId: ACME, offset: 0, limit: 10 };
        expect(await recordings.browse(query)).toEqual({ items: [], total: 0 });
        await recordings.insert(finished(1));
        await recordings.insert(recordingOf(2));
        const none = { items: [], total: 0 };
        expect(await recordings.browse({ ...query, accountId: OTHER })).toEqual(none);
        expect(await recordings.browse({ ...query, username: 'nobody' })).toEqual(none);
        expect(await recordings.browse({ ...query, offset: 1 })).toEqual({ items: [], total: 1 });
      }),
    );

    test(
      'knows how much of each account it has, whatever happens to recordings',
      withCatalog(async ({ recordings }) => {
        const sizes = async () => {
          const all = await recordings.archiveSizes();
          return Object.fromEntries(
            all
              .filter((size) => size.recordings > 0)
              .map((size) => [size.accountId, [size.recordings, size.mediaBytes]]),
          );
        };
        const media = (bytes: number) => ({
          ...{ durationMs: 1, sampleRateHz: 8000, channels: 1 as const, sha256: '', gaps: [] },
          bytes,
        });
        expect(await sizes()).toEqual({});
        const live = recordingOf(1, { state: 'recording', startedAt: START });
        await recordings.insert(live);
        expect(await sizes()).toEqual({});
        await recordings.update(ACME, live.id, (row) => ({
          ...row,
          state: 'done',
          media: media(1000),
        }));
        await recordings.insert({ ...finished(2), media: media(2 ** 33) });
        await recordings.insert({ ...finished(3), accountId: OTHER, media: media(7) });
        await recordings.insert(recordingOf(4, { state: 'failed', media: media(5) }));
        expect(await sizes()).toEqual({ [ACME]: [2, 2 ** 33 + 1000], [OTHER]: [1, 7] });
        await recordings.update(ACME, live.id, (row) => ({ ...row, note: 'later' }));
        expect((await sizes())[ACME]).toEqual([2, 2 ** 33 + 1000]);
        await recordings.remove(ACME, live.id);
        await recordings.remove(OTHER, idOf(3));
        expect(await sizes()).toEqual({ [ACME]: [1, 2 ** 33] });
      }),
    );

    test(
      'has recordings that are done, until they are removed',
      withCatalog(async ({ recordings }) => {
        const total = async () => (await ids(recordings, {})).length;
        const live = recordingOf(1, { state: 'recording', startedAt: START });
        await recordings.insert(live);
        expect(await total()).toBe(0);
        await recordings.update(ACME, live.id, (row) => ({ ...row, state: 'done' }));
        expect(await total()).toBe(1);
        await recordings.update(ACME, live.id, (row) => ({
          ...row,
          call: { ...row.call, username: 'ann\u00e4' },
        }));
        expect(await ids(recordings, { username: 'ANNA\u0308' })).toEqual([live.id]);
        await recordings.remove(OTHER, live.id);
        expect(await total()).toBe(1);
        await recordings.remove(ACME, live.id);
        expect(await total()).toBe(0);
        expect(await ids(recordings, { username: 'ann\u00e4' })).toEqual([]);
      }),
    );

    test(
      'no longer has a recording that was replaced',
      withCatalog(async ({ recordings }) => {
        const old = finished(1, { name: 'same' });
        await recordings.insert(old);
        const next = recordingOf(2, { name: 'same', replaces: old.id });
        await recordings.insert(next);
        await recordings.update(ACME, next.id, (row) => ({ ...row, state: 'done' }));
        expect(await ids(recordings, {})).toEqual([next.id]);
      }),
    );

    test(
      'is sorted by the start of the call, and within one millisecond by insertion, newest first',
      withCatalog(async ({ recordings }) => {
        for (const [n, startedAt] of [START, START + 5, START, START - 9].entries()) {
          await recordings.insert(finished(n, { startedAt }));
        }
        expect(await ids(recordings, {})).toEqual([idOf(1), idOf(2), idOf(0), idOf(3)]);
      }),
    );

    test.each([
      ['limit', { limit: 0 }],
      ['limit', { limit: 10_001 }],
      ['limit', { limit: 1.5 }],
      ['offset', { offset: -1 }],
      ['offset', { offset: Number.NaN }],
    ])('refuses an impossible %s: %j', (parameter, wrong) =>
      withCatalog(async ({ recordings }) => {
        const query = { accountId: ACME, offset: 0, limit: 1, ...wrong };
        await expect(recordings.browse(query)).rejects.toMatchObject({
          code: 'invalid-argument',
          details: { parameter },
        });
      })(),
    );

    test(
      'has the right recordings and total for any combination of filters and any page',
      withCatalog(async ({ recordings }) => {
        const all = population(new Draw(5));
        for (const recording of all) await recordings.insert(recording);
        const draw = new Draw(3);
        for (let i = 0; i < 500; i += 1) {
          const query = drawQuery(draw);
          const expected = expectedArchive(all, query);
          const { items, total } = await recordings.browse(query);
          expect({ query, total, ids: items.map((r) => r.id) }).toEqual({
            query,
            total: expected.length,
            ids: expected.slice(query.offset, query.offset + query.limit).map((r) => r.id),
          });
        }
      }),
    );
  });
}

function finished(n: number, change: Partial<Recording> = {}): Recording {
  return recordingOf(n, { state: 'done', ...change });
}

async function ids(
  recordings: RecordingCatalog,
  filter: Partial<ArchiveQuery>,
): Promise<readonly string[]> {
  const { items } = await recordings.browse({ accountId: ACME, offset: 0, limit: 100, ...filter });
  return items.map((r) => r.id);
}

function population(draw: Draw): Recording[] {
  return Array.from({ length: SIZE }, (_, n) => {
    const startedAt = START + draw.below(4 * DAY_MS);
    return recordingOf(n, {
      accountId: draw.below(8) === 0 ? OTHER : ACME,
      state: draw.of(STATES),
      // Long calls span several days.
      ...draw.maybe(2, () => ({ endedAt: startedAt + draw.below(DAY_MS) })),
      startedAt,
      call: {
        line: draw.maybe(2, () => ({ directoryNumber: draw.of(NUMBERS) })),
        ...draw.maybe(2, () => ({ username: draw.of(USERS) })),
        ...draw.maybe(2, () => ({ group: draw.of(GROUPS) })),
        direction: draw.of(DIRECTIONS),
        local: draw.maybe(3, () => ({ phoneNumber: draw.of(NUMBERS) })),
        remote: draw.maybe(2, () => ({ phoneNumber: draw.of(REMOTES) })),
        metadata: {},
      },
    });
  });
}

function drawQuery(draw: Draw): ArchiveQuery {
  const time = () => START + draw.below(5 * DAY_MS);
  return {
    accountId: ACME,
    offset: draw.below(3) * draw.below(40),
    limit: 1 + draw.below(30),
    ...draw.maybe(4, () => ({ startedFrom: time() })),
    ...draw.maybe(4, () => ({ startedBefore: time() })),
    ...draw.maybe(6, () => ({ endedFrom: time() })),
    ...draw.maybe(6, () => ({ endedBefore: time() })),
    ...draw.maybe(4, () => ({ username: draw.of(USERS) })),
    ...draw.maybe(4, () => ({ localNumber: draw.of(NUMBERS) })),
    ...draw.maybe(5, () => ({ remoteNumber: draw.of(REMOTES) })),
    ...draw.maybe(3, () => ({ remoteNumberPart: draw.of(PARTS) })),
    ...draw.maybe(5, () => ({ direction: draw.of(DIRECTIONS) })),
    ...draw.maybe(2, () => ({
      visibleTo: {
        username: draw.of(USERS),
        supervisedGroups: [...GROUPS, 'none'].filter(() => draw.below(2) === 0),
      },
    })),
  };
}

/** The expected result of a query, in order, computed naively. */
function expectedArchive(all: readonly Recording[], query: ArchiveQuery): Recording[] {
  const same = (wanted: string | undefined, actual: string | undefined) =>
    wanted === undefined || wanted === actual;
  const within = (at: number, from = at, before = at + 1) => at >= from && at < before;
  return all
    .filter(({ accountId, state, call, startedAt = 0, endedAt = startedAt }) => {
      const remote = call.remote.phoneNumber;
      return (
        accountId === ACME &&
        state === 'done' &&
        within(startedAt, query.startedFrom, query.startedBefore) &&
        within(endedAt, query.endedFrom, query.endedBefore) &&
        same(query.username?.toLowerCase(), call.username?.toLowerCase()) &&
        same(query.localNumber, call.local.phoneNumber ?? call.line.directoryNumber) &&
        same(query.remoteNumber, remote) &&
        same(query.direction, call.direction) &&
        (query.visibleTo === undefined ||
          call.username?.toLowerCase() === query.visibleTo.username.toLowerCase() ||
          query.visibleTo.supervisedGroups.some((group) => group === call.group)) &&
        (query.remoteNumberPart === undefined || remote?.includes(query.remoteNumberPart) === true)
      );
    })
    .map((row, n) => ({ row, n }))
    .sort((a, b) => (b.row.startedAt ?? 0) - (a.row.startedAt ?? 0) || b.n - a.n)
    .map(({ row }) => row);
}
