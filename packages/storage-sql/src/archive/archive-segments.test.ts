import type { ArchiveFilter } from '@tricord/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ArchiveSegment, segmentsOf } from './archive-segments.ts';

interface Call {
  readonly startedAt: number;
  readonly endedAt: number;
}

const LONGEST_MS = 20;
const time = fc.integer({ min: 0, max: 100 });
const bound = fc.option(time, { nil: undefined });
const calls = fc.array(
  fc
    .record({ startedAt: time, durationMs: fc.integer({ min: 0, max: LONGEST_MS }) })
    .map(({ startedAt, durationMs }) => ({ startedAt, endedAt: startedAt + durationMs })),
);

/** What a query that goes through the segments finds. */
function found(segments: readonly ArchiveSegment[], all: readonly Call[]): readonly Call[] {
  return segments.flatMap(({ from, before, check }) =>
    all.filter(
      ({ startedAt, endedAt }) =>
        startedAt >= from &&
        startedAt < before &&
        (check === undefined || (endedAt >= check.endedFrom && endedAt < check.endedBefore)),
    ),
  );
}

function byStart(a: Call, b: Call): number {
  return b.startedAt - a.startedAt || b.endedAt - a.endedAt;
}

test('segments hold each call that fits once, latest first, and are checked where they must be', () => {
  fc.assert(
    fc.property(calls, bound, bound, bound, bound, (all, a, b, c, d) => {
      const filter: ArchiveFilter = {
        ...(a === undefined ? {} : { startedFrom: a }),
        ...(b === undefined ? {} : { startedBefore: b }),
        ...(c === undefined ? {} : { endedFrom: c }),
        ...(d === undefined ? {} : { endedBefore: d }),
      };
      const fits = ({ startedAt, endedAt }: Call) =>
        startedAt >= (a ?? 0) &&
        startedAt < (b ?? Infinity) &&
        endedAt >= (c ?? 0) &&
        endedAt < (d ?? Infinity);
      const segments = segmentsOf(filter, { group: 1, alsoIn: [], longestMs: LONGEST_MS });
      expect([...found(segments, all)].sort(byStart)).toEqual(all.filter(fits).sort(byStart));
      for (const [i, { from }] of segments.entries()) {
        expect(segments[i + 1]?.before ?? from).toBeLessThanOrEqual(from);
      }
    }),
    { numRuns: 1000 },
  );
});

test('every row is checked when it must be in a second group, or have a part of a number', () => {
  const scope = { group: 1, alsoIn: [], longestMs: LONGEST_MS };
  const checkAt = (at: number, segments: readonly ArchiveSegment[]) =>
    segments.find(({ from, before }) => from <= at && at < before)?.check;
  expect(checkAt(50, segmentsOf({}, scope))).toBeUndefined();
  expect(checkAt(50, segmentsOf({}, { ...scope, alsoIn: [2] }))).toMatchObject({ alsoIn: [2] });
  expect(checkAt(50, segmentsOf({ remoteNumberPart: '12' }, scope))).toMatchObject({
    remoteNumberPart: '12',
  });
});
