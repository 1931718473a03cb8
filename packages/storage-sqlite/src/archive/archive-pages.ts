import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ArchivePage, ArchiveQuery, ArchiveSize, Reader, Recording } from '@tricord/core';
import {
  type ArchiveSegment,
  checkArchiveQuery,
  readRow,
  type SegmentPart,
  type StoredRow,
  segmentsOf,
  withOwnName,
} from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';
import { ArchiveLookup } from './archive-lookup.ts';
import { CountedEntries } from './counted-entries.ts';
import { MergedEntries } from './merged-entries.ts';
import { type RemoteNumber, RemoteNumbers } from './remote-numbers.ts';
import { ScannedEntries } from './scanned-entries.ts';

/** How many recordings are read before the event loop goes on: some milliseconds. */
const SLICE = 500;

const NOTHING: ArchivePage = { items: [], total: 0 };

/** Reads the archive by page number. */
export class ArchivePages {
  readonly #groups: ArchiveLookup;
  readonly #counted: CountedEntries;
  readonly #scanned: ScannedEntries;
  readonly #merged: MergedEntries;
  readonly #numbers: RemoteNumbers;
  readonly #bySeq: Statement<[seq: number], StoredRow>;
  readonly #sizes: Statement<[], ArchiveSize>;

  constructor(db: Database) {
    this.#groups = new ArchiveLookup(db);
    this.#counted = new CountedEntries(db);
    this.#scanned = new ScannedEntries(db);
    this.#merged = new MergedEntries(this.#scanned);
    this.#numbers = new RemoteNumbers(db);
    this.#bySeq = db.prepare('SELECT id, body FROM recordings WHERE seq = ?');
    this.#sizes = db.prepare(
      'SELECT account_id AS accountId, recordings, media_bytes AS mediaBytes FROM archive_sizes',
    );
  }

  sizes(): readonly ArchiveSize[] {
    return this.#sizes.all();
  }

  /** @throws TricordError `invalid-argument` with parameter `limit` or `offset`. */
  async page(wanted: ArchiveQuery): Promise<ArchivePage> {
    checkArchiveQuery(wanted);
    const query = withOwnName(wanted);
    if (query === undefined) return NOTHING;
    if (query.visibleTo !== undefined) return this.#pageInOrder(query, query.visibleTo);
    const { accountId, remoteNumberPart: part, ...others } = query;
    const containing = part === undefined ? undefined : this.#numbers.containing(accountId, part);
    if (containing === undefined) return this.#pageInOrder(query);
    const { remoteNumber } = query;
    const numbers =
      remoteNumber === undefined
        ? containing
        : containing.filter(({ value }) => value === remoteNumber);
    const [number] = numbers;
    if (number === undefined) return NOTHING;
    // A single number is a filter like any other, and its recordings are counted.
    if (numbers.length === 1) {
      return this.#pageInOrder({ ...others, accountId, remoteNumber: number.value });
    }
    return (await this.#pageOfNumbers(query, numbers)) ?? this.#pageInOrder(query);
  }

  /** Undefined when there are too many recordings to sort. */
  async #pageOfNumbers(
    { remoteNumberPart: _part, offset, limit, ...filter }: ArchiveQuery,
    numbers: readonly RemoteNumber[],
  ): Promise<ArchivePage | undefined> {
    const scope = this.#groups.scopeOf(filter);
    if (scope === undefined) return NOTHING;
    const seqs = this.#numbers.seqsOf(numbers, filter, scope.group);
    return (
      seqs && {
        items: await this.#recordings(seqs.slice(offset, offset + limit)),
        total: seqs.length,
      }
    );
  }

  /**
   * Reads a group of the archive from the latest call on.
   * @param supervisor sees only some of it.
   */
  async #pageInOrder(query: ArchiveQuery, supervisor?: Reader): Promise<ArchivePage> {
    const found = this.#groups.scopeOf(query);
    if (found === undefined) return NOTHING;
    const visible = supervisor && this.#groups.visibleTo(query.accountId, supervisor);
    const scope =
      visible === undefined ? found : { ...found, alsoIn: [found.group, ...found.alsoIn] };
    let total = 0;
    const seqs: number[] = [];
    for (const segment of segmentsOf(query, scope)) {
      const window = {
        offset: Math.max(0, query.offset - total),
        limit: query.limit - seqs.length,
      };
      const part = await this.#read(segment, window, visible);
      total += part.total;
      seqs.push(...part.seqs);
    }
    return { items: await this.#recordings(seqs), total };
  }

  #read(
    segment: ArchiveSegment,
    window: { offset: number; limit: number },
    visible: readonly number[] | undefined,
  ): SegmentPart | Promise<SegmentPart> {
    const { check } = segment;
    if (check === undefined) return this.#counted.read(segment, window);
    return visible === undefined
      ? this.#scanned.read(segment, check, window)
      : this.#merged.read(visible, segment, check, window);
  }

  /** Those that have not been removed since their entries were read. */
  async #recordings(seqs: readonly number[]): Promise<Recording[]> {
    const recordings: Recording[] = [];
    for (const [i, seq] of seqs.entries()) {
      if (i > 0 && i % SLICE === 0) await nextTurn();
      const row = this.#bySeq.get(seq);
      if (row !== undefined) recordings.push(readRow<Recording>(row));
    }
    return recordings;
  }
}
