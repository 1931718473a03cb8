import { describe, expect, test } from 'vitest';
import { SilenceDetector } from './silence-detector.ts';

/** One 20 ms frame at 8 kHz whose mean absolute sample is `level`. */
function frame(level: number): Int16Array {
  return Int16Array.from({ length: 160 }, (_, i) => (i % 2 === 0 ? level : -level));
}

describe('SilenceDetector', () => {
  // docs/contracts/ari.md#recorder-semantics: a 20 ms frame whose mean absolute sample is under 128 is silent.
  test.each([
    [0, true],
    [127, true],
    [128, false],
    [5000, false],
  ])('a mean of %d is silent: %s', (level, silent) => {
    const detector = new SilenceDetector(8000);
    detector.push(frame(level));
    expect(detector.silentForMs).toBe(silent ? 20 : 0);
    expect(detector.silenceMs).toBe(silent ? 20 : 0);
    expect(detector.talkingMs).toBe(silent ? 0 : 20);
  });

  test('judges the mean of a frame, not its peaks', () => {
    const detector = new SilenceDetector(8000);
    const click = new Int16Array(160);
    click[80] = -20_000;
    detector.push(click);
    expect(detector.silentForMs).toBe(20);
  });

  test('counts silence until speech, and the totals of both', () => {
    const detector = new SilenceDetector(8000);
    for (const level of [0, 0, 1000, 0, 0, 0]) detector.push(frame(level));
    expect(detector.silentForMs).toBe(60);
    expect(detector.silenceMs).toBe(100);
    expect(detector.talkingMs).toBe(20);
  });

  test('does not depend on how the audio is split into chunks', () => {
    const detector = new SilenceDetector(8000);
    const audio = [0, 900, 0, 0, 900, 0, 0].flatMap((level) => [...frame(level)]);
    for (let at = 0, size = 1; at < audio.length; at += size, size = (size * 7) % 311) {
      detector.push(Int16Array.from(audio.slice(at, at + size)));
    }
    expect(detector.silentForMs).toBe(40);
    expect(detector.silenceMs).toBe(100);
    expect(detector.talkingMs).toBe(40);
  });

  test('starts over after a pause, but keeps the totals', () => {
    const detector = new SilenceDetector(8000);
    detector.push(frame(0));
    detector.push(frame(1000).subarray(0, 100));
    detector.restart();
    expect(detector.silentForMs).toBe(0);
    expect(detector.silenceMs).toBe(20);
    detector.push(frame(0));
    expect(detector.silentForMs).toBe(20);
    expect(detector.talkingMs).toBe(0);
  });

  test('keeps time at rates where a frame is not a whole number of samples', () => {
    const detector = new SilenceDetector(11_025);
    detector.push(new Int16Array(11_025 * 60));
    expect(detector.silenceMs).toBeGreaterThan(59_980);
    expect(detector.silenceMs).toBeLessThanOrEqual(60_000);
  });

  test('accepts another threshold and frame length', () => {
    const detector = new SilenceDetector(8000, { threshold: 1000, frameMs: 10 });
    detector.push(frame(999).subarray(0, 80));
    expect(detector.silentForMs).toBe(10);
    expect(() => new SilenceDetector(8000, { frameMs: 0.1 })).toThrow(RangeError);
  });
});
