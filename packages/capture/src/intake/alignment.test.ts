import { describe, expect, test } from 'vitest';
import { LiveTrack } from './live-track.ts';

const RATE = 8000;
const PTIME = 20;
const FRAME = 160;
const HOUR = 3_600_000 / PTIME;

/** Deterministic noise in [0, 1): a linear congruential generator (Numerical Recipes). */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Plays an hour into a track and measures how far each frame is laid from where it was spoken. The
 * source's clock is off by `ppm`; the network delays each frame by up to `jitterMs` in order, and
 * stalls now and then for `stallMs`.
 */
function playHour(options: { ppm: number; jitterMs: number; stallMs?: number; seed?: number }) {
  const { ppm, jitterMs, stallMs = 0, seed = 1 } = options;
  const track = new LiveTrack('remote');
  let worstMs = 0;
  let samplesOut = 0;
  let gapMs = 0;
  let spokenMs = 0;
  track.addSink({
    write: (samples, _rate, startMs, gap) => {
      samplesOut += samples.length;
      gapMs += gap;
      // The first seconds are for finding out.
      if (spokenMs > 15_000) worstMs = Math.max(worstMs, Math.abs(startMs - spokenMs));
    },
  });
  const random = noise(seed);
  const samples = new Int16Array(FRAME).fill(100);
  let arrivedMs = 0;
  let stalledUntilMs = 0;
  for (let i = 0; i < HOUR; i++) {
    const sentMs = (i + 1) * PTIME * (1 + ppm / 1e6);
    spokenMs = sentMs - PTIME;
    if (stallMs > 0 && i % 3000 === 2999) stalledUntilMs = sentMs + stallMs;
    arrivedMs = Math.max(arrivedMs, sentMs + random() * jitterMs, stalledUntilMs);
    track.push(samples, RATE, arrivedMs);
  }
  return { worstMs, samplesOut, gapMs };
}

describe('an hour of audio without timestamps stays within 20 ms of its position', () => {
  test.each([
    { ppm: 0, jitterMs: 0 },
    { ppm: 200, jitterMs: 0 },
    { ppm: -200, jitterMs: 0 },
    { ppm: 200, jitterMs: 60 },
    { ppm: -200, jitterMs: 60 },
  ])('$ppm ppm, jitter of $jitterMs ms', (options) => {
    const { worstMs, gapMs } = playHour(options);
    expect(worstMs).toBeLessThan(20);
    expect(gapMs).toBe(0);
  });

  test('a stall that catches up shifts nothing permanently, and loses nothing', () => {
    const { samplesOut, gapMs } = playHour({ ppm: 0, jitterMs: 5, stallMs: 700 });
    expect(gapMs).toBe(0);
    expect(Math.abs(samplesOut - HOUR * FRAME)).toBeLessThanOrEqual((RATE * PTIME) / 1000);
  });

  test('two tracks whose clocks drift apart stay together', () => {
    const slow = playHour({ ppm: 200, jitterMs: 40, seed: 2 });
    const fast = playHour({ ppm: -200, jitterMs: 40, seed: 3 });
    expect(slow.worstMs + fast.worstMs).toBeLessThan(20);
  });
});

describe('lost audio', () => {
  test('a single lost frame is replaced by silence of its length', () => {
    const track = new LiveTrack('remote');
    const gaps: number[] = [];
    track.addSink({ write: (_samples, _rate, _startMs, gapMs) => void gaps.push(gapMs) });
    for (let i = 0; i < 500; i++) {
      if (i !== 100) track.push(new Int16Array(FRAME), RATE, i * PTIME);
    }
    expect(gaps.filter((gap) => gap > 0)).toEqual([20]);
    expect(track.endMs).toBeCloseTo(499 * PTIME, 6);
  });

  test('with timestamps, the position is exact whatever the arrival', () => {
    const track = new LiveTrack('remote');
    const written: [number, number][] = [];
    track.addSink({
      write: (_samples, _rate, startMs, gapMs) => void written.push([startMs, gapMs]),
    });
    for (const at of [0, 20, 80, 60, 100]) {
      track.pushAt(new Int16Array(FRAME), RATE, 1000 + at, 1000 + at + PTIME);
    }
    track.settle();
    expect(written).toEqual([
      [1000, 0],
      [1020, 0],
      [1060, 20],
      [1080, 0],
      [1100, 0],
    ]);
  });
});

test('a source that plays faster than real time is not changed', () => {
  const track = new LiveTrack('remote');
  let samplesOut = 0;
  track.addSink({
    write: (samples) => {
      samplesOut += samples.length;
    },
  });
  for (let i = 0; i < 10_000; i++) track.push(new Int16Array(FRAME), RATE, i * 2);
  expect(samplesOut).toBe(10_000 * FRAME);
});
