import { describe, expect, test } from 'vitest';
import { GapMap } from './gap-map.ts';

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

  test('joins gaps that touch, and keeps apart what differs', () => {
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

  test('keeps gaps of two tracks apart that come in turn, and joins each with its own', () => {
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

  test('counts from where the recording starts; what lies before is none of its own', () => {
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
    expect(map.since()).toHaveLength(1000);
    expect(map.since().reduce((sum, g) => sum + g.lengthMs, 0)).toBe(5000 * 40);
  });
});
