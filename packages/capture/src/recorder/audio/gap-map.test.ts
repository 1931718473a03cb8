import { describe, expect, test } from '@jest/globals';
import { GapMap } from './gap-map.ts';

describe('GapMap', () => {
  test('states offset, length, and frames of 20 ms', () => {
    const map = new GapMap();
    map.add(1500, 100, 'network', 'remote');
    expect(map.gaps).toEqual([
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

  test('joins gaps that touch, and keeps apart what differs', () => {
    const map = new GapMap();
    map.add(0, 100, 'network');
    map.add(110, 50, 'network');
    map.add(160, 50, 'back-pressure');
    map.add(1000, 20, 'back-pressure');
    expect(map.gaps.map((g) => [g.offsetMs, g.lengthMs, g.reason])).toEqual([
      [0, 150, 'network'],
      [160, 50, 'back-pressure'],
      [1000, 20, 'back-pressure'],
    ]);
  });

  test('stays bounded, and still accounts for every millisecond', () => {
    const map = new GapMap();
    for (let i = 0; i < 5000; i++) map.add(i * 1000, 40, 'network');
    expect(map.gaps).toHaveLength(1000);
    expect(map.gaps.reduce((sum, g) => sum + g.lengthMs, 0)).toBe(5000 * 40);
  });
});
