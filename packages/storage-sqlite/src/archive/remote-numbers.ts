import type { ArchiveFilter } from '@tricord/core';
import { EARLIEST, LATEST } from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';

/** A remote number that is a group of the archive. */
export interface RemoteNumber {
  readonly group: number;
  readonly value: string;
}

/** What the recordings of several numbers must fit as well. */
type NumberedFilter = Pick<
  ArchiveFilter,
  'startedFrom' | 'startedBefore' | 'endedFrom' | 'endedBefore'
>;

interface Wanted {
  /** Ids of the numbers' groups, JSON. */
  readonly groups: string;
  readonly from: number;
  readonly before: number;
}

type WantedEntries = Wanted & Readonly<Record<'endedFrom' | 'endedBefore' | 'alsoIn', number>>;

/** The index finds parts of at least so many characters. */
const MIN_CHARACTERS = 3;
/**
 * The index looks up each sequence of three characters, and some are in most numbers. The last ones of a
 * part are the most selective.
 */
const MAX_CHARACTERS = 8;
/** The most numbers, or recordings of them, that are read without a pause: tens of milliseconds. */
const MOST = 2000;

export const NUMBERS_SQL = {
  containing:
    'SELECT g.account_id AS account, g.id AS "group", g.value ' +
    `FROM (SELECT rowid AS id FROM archive_numbers WHERE number MATCH ? LIMIT ${MOST + 1}) n ` +
    'CROSS JOIN archive_groups g ON g.id = n.id',
  count:
    'SELECT count(*) FROM (SELECT 1 FROM json_each($groups) g CROSS JOIN archive_entries e ' +
    'ON e.group_id = g.value AND e.started_at >= $from AND e.started_at < $before ' +
    `LIMIT ${MOST + 1})`,
  seqs: `
SELECT e.seq FROM json_each($groups) g
CROSS JOIN archive_entries e
  ON e.group_id = g.value AND e.started_at >= $from AND e.started_at < $before
CROSS JOIN archive_facts f ON f.seq = e.seq
WHERE f.ended_at >= $endedFrom AND f.ended_at < $endedBefore AND EXISTS (
  SELECT 1 FROM archive_entries o
  WHERE o.group_id = $alsoIn AND o.started_at = e.started_at AND o.seq = e.seq)
ORDER BY e.started_at DESC, e.seq DESC`,
};

/** Finds remote numbers by a part of them, and the recordings of those that it found. */
export class RemoteNumbers {
  readonly #containing: Statement<[match: string], RemoteNumber & { readonly account: string }>;
  readonly #count: Statement<[Wanted], number>;
  readonly #seqs: Statement<[WantedEntries], number>;

  constructor(db: Database) {
    this.#containing = db.prepare(NUMBERS_SQL.containing);
    this.#count = db.prepare<[Wanted], number>(NUMBERS_SQL.count).pluck();
    this.#seqs = db.prepare<[WantedEntries], number>(NUMBERS_SQL.seqs).pluck();
  }

  /** The account's numbers that contain the part; undefined when it is too short, or too many do. */
  containing(accountId: string, part: string): readonly RemoteNumber[] | undefined {
    const characters = [...part];
    // The index keeps a text up to its first NUL.
    if (characters.length < MIN_CHARACTERS || part.includes('\0')) return undefined;
    const end = characters.slice(-MAX_CHARACTERS).join('');
    const found = this.#containing.all(`"${end.replaceAll('"', '""')}"`);
    if (found.length > MOST) return undefined;
    return found.filter(({ account, value }) => account === accountId && value.includes(part));
  }

  /**
   * The recordings of the numbers that fit, latest first.
   * @param alsoIn another group that they must be in.
   * @returns undefined when there are too many to check.
   */
  seqsOf(
    numbers: readonly RemoteNumber[],
    filter: NumberedFilter,
    alsoIn: number,
  ): readonly number[] | undefined {
    const { endedFrom = EARLIEST, endedBefore = LATEST } = filter;
    const { startedFrom: from = EARLIEST, startedBefore: before = LATEST } = filter;
    const groups = JSON.stringify(numbers.map(({ group }) => group));
    const wanted = { groups, from, before };
    if ((this.#count.get(wanted) ?? 0) > MOST) return undefined;
    return this.#seqs.all({ ...wanted, endedFrom, endedBefore, alsoIn });
  }
}
