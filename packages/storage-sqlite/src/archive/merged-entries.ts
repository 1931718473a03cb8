import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ArchiveCheck, ArchiveSegment, SegmentPart } from '@tricord/storage-sql';
import type { Entry, ScannedEntries } from './scanned-entries.ts';

/** How many entries are merged before the event loop goes on. */
const TURN = 2000;

/** Reads several groups of the archive as one; what is in more than one of them comes once. */
export class MergedEntries {
  readonly #scanned: ScannedEntries;

  constructor(scanned: ScannedEntries) {
    this.#scanned = scanned;
  }

  async read(
    groups: readonly number[],
    segment: ArchiveSegment,
    check: ArchiveCheck,
    { offset, limit }: { offset: number; limit: number },
  ): Promise<SegmentPart> {
    const cursors = new Set(
      groups.map((group) => new Cursor(this.#scanned.slices({ ...segment, group }, check))),
    );
    let total = 0;
    let last: number | undefined;
    const seqs: number[] = [];
    for (let read = 1; ; read += 1) {
      if (read % TURN === 0) await nextTurn();
      for (const cursor of cursors) {
        if (cursor.head !== undefined) continue;
        await cursor.fill();
        if (cursor.head === undefined) cursors.delete(cursor);
      }
      const latest = latestOf(cursors);
      if (latest?.head === undefined) return { total, seqs };
      const [, seq] = latest.head;
      latest.advance();
      // The same entry of other groups comes next.
      if (seq === last) continue;
      last = seq;
      if (total >= offset && seqs.length < limit) seqs.push(seq);
      total += 1;
    }
  }
}

/** A place in the entries of one group. */
class Cursor {
  readonly #slices: Iterator<readonly Entry[]>;
  #slice: readonly Entry[] = [];
  #at = 0;

  constructor(slices: Iterator<readonly Entry[]>) {
    this.#slices = slices;
  }

  get head(): Entry | undefined {
    return this.#slice[this.#at];
  }

  advance(): void {
    this.#at += 1;
  }

  /** Reads on, up to the next entry or the end. */
  async fill(): Promise<void> {
    while (this.head === undefined) {
      const next = this.#slices.next();
      if (next.done) return;
      this.#slice = next.value;
      this.#at = 0;
      await nextTurn();
    }
  }
}

function latestOf(cursors: Iterable<Cursor>): Cursor | undefined {
  let latest: Cursor | undefined;
  for (const cursor of cursors) {
    if (isLater(cursor.head, latest?.head)) latest = cursor;
  }
  return latest;
}

function isLater(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === undefined || b === undefined) return a !== undefined;
  return a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
}
