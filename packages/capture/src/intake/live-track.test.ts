import { describe, expect, test } from 'vitest';
import { LiveTrack } from './live-track.ts';

const RATE = 8000;

function listen(track: LiveTrack) {
  const written: { first: number; startMs: number; gapMs: number }[] = [];
  track.addSink({
    write: (samples, _rate, startMs, gapMs) => {
      written.push({ first: samples[0] ?? 0, startMs, gapMs });
    },
  });
  return written;
}

const frame = (value: number) => new Int16Array(160).fill(value);

describe('LiveTrack', () => {
  test('delivers audio immediately while it is on time', () => {
    const track = new LiveTrack('remote');
    const written = listen(track);
    track.push(frame(1), RATE, 1000);
    track.push(frame(2), RATE, 1020);
    expect(written).toEqual([
      { first: 1, startMs: 980, gapMs: 0 },
      { first: 2, startMs: 1000, gapMs: 0 },
    ]);
  });

  test('keeps the order and loses nothing when the network stalls and catches up', () => {
    const track = new LiveTrack('remote');
    const written = listen(track);
    track.push(frame(0), RATE, 1000);
    for (let i = 1; i <= 50; i++) track.push(frame(i), RATE, 2000);
    expect(written.map((h) => h.first)).toEqual(Array.from({ length: 51 }, (_, i) => i));
    expect(written.every((h) => h.gapMs === 0)).toBe(true);
    expect(track.endMs).toBe(2000);
  });

  test('reports the gap before the first frame after lost audio', () => {
    const track = new LiveTrack('remote');
    const written = listen(track);
    track.push(frame(0), RATE, 1000);
    for (let i = 1; i <= 25; i++) track.push(frame(i), RATE, 3000 + i * 20);
    expect(written).toHaveLength(26);
    expect(written[1]).toEqual({ first: 1, startMs: 3000, gapMs: 2000 });
    expect(written.slice(2).every((h) => h.gapMs === 0)).toBe(true);
  });

  test('held audio is a copy: the source may reuse its buffer', () => {
    const track = new LiveTrack('remote');
    const written = listen(track);
    track.push(frame(0), RATE, 1000);
    const reused = frame(7);
    track.push(reused, RATE, 2000);
    reused.fill(9);
    track.settle();
    expect(written[1]?.first).toBe(7);
  });

  test('holds a bounded number of frames', () => {
    const track = new LiveTrack('remote');
    const written = listen(track);
    track.push(frame(0), RATE, 0);
    // An endless burst that never catches up: one sample a time, an hour late.
    for (let i = 0; i < 2000; i++) track.push(new Int16Array(1), RATE, 3_600_000);
    expect(written.length).toBeGreaterThanOrEqual(501);
  });
});
