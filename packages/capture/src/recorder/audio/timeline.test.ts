import { describe, expect, test } from 'vitest';
import { Timeline } from './timeline.ts';

const of = (...samples: number[]) => Int16Array.from(samples);

describe('Timeline', () => {
  test('unwritten parts are silence', () => {
    const timeline = new Timeline(1);
    timeline.add(0, 2, of(5, 6));
    expect([...timeline.take(10)]).toEqual([0, 0, 5, 6]);
    expect(timeline.base).toBe(4);
  });

  test('tracks that write to one channel are mixed, and clipped rather than wrapped', () => {
    const timeline = new Timeline(1);
    timeline.add(0, 0, of(100, 30_000, -30_000));
    timeline.add(0, 0, of(23, 30_000, -30_000));
    expect([...timeline.take(3)]).toEqual([123, 32_767, -32_768]);
  });

  test('the sum is clipped once: a third track can bring a loud mix back', () => {
    const timeline = new Timeline(1);
    timeline.add(0, 0, of(30_000));
    timeline.add(0, 0, of(30_000));
    timeline.add(0, 0, of(-30_000));
    expect([...timeline.take(1)]).toEqual([30_000]);
  });

  test('two channels come out interleaved, left first', () => {
    const timeline = new Timeline(2);
    timeline.add(0, 0, of(1, 2, 3));
    timeline.add(1, 1, of(9));
    expect([...timeline.take(3)]).toEqual([1, 0, 2, 9, 3, 0]);
  });

  test('taking audio in pieces gives the same result as taking it at once', () => {
    const samples = Int16Array.from({ length: 20_000 }, (_, i) => i % 1000);
    const timeline = new Timeline(1);
    const pieces: number[] = [];
    for (let at = 0; at < samples.length; at += 160) {
      timeline.add(0, at, samples.subarray(at, at + 160));
      if (at % 480 === 0) pieces.push(...timeline.take(at + 37));
    }
    pieces.push(...timeline.take(samples.length));
    expect(pieces).toEqual([...samples]);
  });

  test('audio that arrives after its place was taken is counted, and only the rest is kept', () => {
    const timeline = new Timeline(1);
    timeline.extendTo(4);
    timeline.take(4);
    expect(timeline.add(0, 2, of(7, 7, 7, 7))).toBe(2);
    expect([...timeline.take(9)]).toEqual([7, 7]);
    expect(timeline.add(0, 1, of(8))).toBe(1);
    expect(timeline.end).toBe(6);
  });
});
