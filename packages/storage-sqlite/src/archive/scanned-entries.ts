import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ArchiveCheck, ArchiveSegment, SegmentPart } from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';

/** How many entries are checked before the event loop goes on: some milliseconds. */
const SLICE = 2000;

interface Slice {
  readonly group: number;
  readonly from: number;
  readonly endedFrom: number;
  readonly endedBefore: number;
  readonly part: string | null;
  /** JSON; null: no other groups. */
  readonly alsoIn: string | null;
  /** The key of the last entry that was checked. */
  readonly startedAt: number;
  readonly seq: number;
  readonly slice: number;
}

export const SCANNED_SQL = `
SELECT e.started_at, e.seq,
  f.ended_at >= $endedFrom AND f.ended_at < $endedBefore
    AND ($part IS NULL OR instr(f.remote_number, $part) > 0)
    AND ($alsoIn IS NULL OR NOT EXISTS (
      SELECT 1 FROM json_each($alsoIn) g WHERE NOT EXISTS (
        SELECT 1 FROM archive_entries o
        WHERE o.group_id = g.value AND o.started_at = e.started_at AND o.seq = e.seq))) AS fits
FROM archive_entries e CROSS JOIN archive_facts f ON f.seq = e.seq
WHERE e.group_id = $group AND (e.started_at, e.seq) < ($startedAt, $seq) AND e.started_at >= $from
ORDER BY e.started_at DESC, e.seq DESC LIMIT $slice + 0`;

/** An entry of the archive. */
export type Entry = readonly [startedAt: number, seq: number];

/** Checks entries one by one, in slices between which the event loop goes on. */
export class ScannedEntries {
  readonly #slice: Statement<[Slice], [startedAt: number, seq: number, fits: number | null]>;

  constructor(db: Database) {
    this.#slice = db
      .prepare<[Slice], [number, number, number | null]>(SCANNED_SQL)
      .raw() as Statement<[Slice], [number, number, number | null]>;
  }

  async read(
    segment: ArchiveSegment,
    check: ArchiveCheck,
    { offset, limit }: { offset: number; limit: number },
  ): Promise<SegmentPart> {
    let total = 0;
    const seqs: number[] = [];
    for (const slice of this.slices(segment, check)) {
      for (const [, seq] of slice) {
        if (total >= offset && seqs.length < limit) seqs.push(seq);
        total += 1;
      }
      await nextTurn();
    }
    return { total, seqs };
  }

  /** The entries that fit, latest first: those of each slice, which takes some milliseconds. */
  *slices(
    { group, from, before }: ArchiveSegment,
    { alsoIn, endedFrom, endedBefore, remoteNumberPart }: ArchiveCheck,
  ): Generator<readonly Entry[], void> {
    const part = remoteNumberPart ?? null;
    const fixed = {
      ...{ group, from, endedFrom, endedBefore, part, slice: SLICE },
      alsoIn: alsoIn.length === 0 ? null : JSON.stringify(alsoIn),
    };
    for (let [startedAt, seq] = [before, 0]; ; ) {
      const rows = this.#slice.all({ ...fixed, startedAt, seq });
      yield rows.flatMap(([at, found, fits]): Entry[] => (fits === 1 ? [[at, found]] : []));
      const last = rows.at(-1);
      if (last === undefined || rows.length < SLICE) return;
      [startedAt, seq] = last;
    }
  }
}
