import type { ArchiveFilter } from '@tricord/core';
import type { Stretch } from './archive-days.ts';

/** Before and after any instant, with room to subtract. */
export const EARLIEST = -(2 ** 52);
export const LATEST = 2 ** 52;

/** Which entries a query reads. */
export interface ArchiveScope {
  /** The group whose entries are read. */
  readonly group: number;
  /** Other groups that they must be in as well. */
  readonly alsoIn: readonly number[];
  /** No recording of the account took longer. */
  readonly longestMs: number;
}

/** What the entries of a segment must be checked for, one by one. */
export interface ArchiveCheck {
  readonly alsoIn: readonly number[];
  readonly endedFrom: number;
  readonly endedBefore: number;
  readonly remoteNumberPart: string | undefined;
}

/** The entries of a group that began in a stretch of time. */
export interface ArchiveSegment extends Stretch {
  readonly group: number;
  /** Undefined when every entry fits, and counting them is enough. */
  readonly check: ArchiveCheck | undefined;
}

/** How many entries of a segment fit, and some of them. */
export interface SegmentPart {
  readonly total: number;
  readonly seqs: readonly number[];
}

/**
 * The stretches of time in which a query's recordings began, latest first.
 *
 * A recording that ended between A and B began before B, and no longer before A than the longest
 * recording took. One that began after A, and that long before B, certainly ended between them. So only
 * the entries at the edges need to be checked.
 */
export function segmentsOf(
  filter: ArchiveFilter,
  { group, alsoIn, longestMs }: ArchiveScope,
): readonly ArchiveSegment[] {
  const { endedFrom = EARLIEST, endedBefore = LATEST, remoteNumberPart } = filter;
  const check = { alsoIn, endedFrom, endedBefore, remoteNumberPart };
  const always = alsoIn.length > 0 || remoteNumberPart !== undefined;
  const [sureFrom, sureBefore] = [endedFrom, endedBefore - longestMs];
  const bounds =
    sureFrom < sureBefore
      ? [endedBefore, sureBefore, sureFrom, endedFrom - longestMs]
      : [endedBefore, endedFrom - longestMs];
  const isSure = (from: number) => sureFrom < sureBefore && from === sureFrom;
  return bounds.slice(1).flatMap((low, i) => {
    const from = Math.max(low, filter.startedFrom ?? EARLIEST);
    const before = Math.min(bounds[i] as number, filter.startedBefore ?? LATEST);
    if (from >= before) return [];
    return [{ group, from, before, check: isSure(low) && !always ? undefined : check }];
  });
}
