import type { Gap } from '@tricord/core';
import { seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GapMap } from './gap-map.ts';

/** How much audio is missing according to a gap map. */
function missingMsOf(gaps: readonly Gap[]): number {
  return gaps.reduce((sum, gap) => sum + 20 * (gap.expectedFrames - gap.receivedFrames), 0);
}

describe('GapMap', () => {
  test('states offset, length, and frames of 20 ms', () => {
    const map = new GapMap();
    map.add(1500, 100, 'network', 'remote');
    expect(map.since()).toEqual([
      {
        offsetMs: 1500,
        lengthMs: 100,
        expectedFrames: 5,
        receivedFrames: 0,
        reason: 'network',
        track: 'remote',
      },
    ]);
  });

  test('joins adjacent gaps, unless reason or track differ', () => {
    const map = new GapMap();
    map.add(0, 100, 'network');
    map.add(100, 50, 'network');
    map.add(160, 50, 'back-pressure');
    map.add(1000, 20, 'back-pressure');
    expect(map.since().map((g) => [g.offsetMs, g.lengthMs, g.reason])).toEqual([
      [0, 150, 'network'],
      [160, 50, 'back-pressure'],
      [1000, 20, 'back-pressure'],
    ]);
  });

  test('joins alternating gaps of two tracks by track', () => {
    const map = new GapMap();
    for (let at = 0; at < 100; at += 20) {
      map.add(at, 20, 'network', 'remote');
      map.add(at + 10, 20, 'network', 'local');
    }
    expect(map.since().map((g) => [g.offsetMs, g.lengthMs, g.track])).toEqual([
      [0, 100, 'remote'],
      [10, 100, 'local'],
    ]);
  });

  test('offsets count from the start of the recording; earlier gaps are left out', () => {
    const map = new GapMap();
    map.add(-100, 50, 'network');
    map.add(-20, 60, 'network');
    expect(map.since(-30).map((g) => [g.offsetMs, g.lengthMs])).toEqual([[10, 60]]);
    expect(map.since(0).map((g) => [g.offsetMs, g.lengthMs])).toEqual([[0, 40]]);
    expect(map.since(0, 30).map((g) => [g.offsetMs, g.lengthMs])).toEqual([[0, 30]]);
  });

  test('stays bounded, and still accounts for every millisecond', () => {
    const map = new GapMap();
    for (let i = 0; i < 5000; i++) map.add(i * 1000, 40, 'network');
    const gaps = map.since();
    expect(gaps.length).toBeLessThanOrEqual(1000);
    expect(gaps.length).toBeGreaterThanOrEqual(500);
    expect(missingMsOf(gaps)).toBe(5000 * 40);
  });

  test('joins the closest gaps if there are too many; every gap lies in an entry of its kind', () => {
    const gapAt = fc.record({
      distanceMs: fc.integer({ min: 1, max: 400 }),
      lengthMs: fc.constantFrom(20, 40, 60, 7000),
      reason: fc.constantFrom('network' as const, 'late' as const),
      track: fc.constantFrom('local' as const, 'remote' as const),
    });
    const property = fc.property(
      fc.array(gapAt, { minLength: 900, maxLength: 2500 }),
      (missing) => {
        const map = new GapMap();
        const ends = new Map<string, number>();
        const added = missing.map(({ distanceMs, lengthMs, reason, track }) => {
          const kind = `${reason} ${track}`;
          const offsetMs = (ends.get(kind) ?? 0) + distanceMs;
          ends.set(kind, offsetMs + lengthMs);
          map.add(offsetMs, lengthMs, reason, track);
          return { offsetMs, lengthMs, reason, track };
        });
        const gaps = map.since();
        expect(gaps.length).toBeLessThanOrEqual(1000);
        const inside = added.every((one) =>
          gaps.some(
            (gap) =>
              gap.reason === one.reason &&
              gap.track === one.track &&
              gap.offsetMs <= one.offsetMs &&
              gap.offsetMs + gap.lengthMs >= one.offsetMs + one.lengthMs,
          ),
        );
        expect(inside).toBe(true);
        const missingMs = added.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
        expect(missingMsOf(gaps)).toBeGreaterThanOrEqual(missingMs - 10 * gaps.length);
        expect(missingMsOf(gaps)).toBeLessThanOrEqual(missingMs + 20 * gaps.length);
      },
    );
    fc.assert(property, seeded('coarse gap maps', 20));
  });
});
