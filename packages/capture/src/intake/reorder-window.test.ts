import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JITTER_MS } from '../timing.ts';
import { ReorderWindow } from './reorder-window.ts';

const FRAME_MS = 20;

/** Fills a window with 20 ms frames that have these timestamps. The first is no longer held when the second comes. */
function push(window: ReorderWindow, startsMs: readonly number[]): void {
  for (const [index, startMs] of startsMs.entries()) {
    window.push(new Int16Array(160), 8000, startMs, index === 0 ? 0 : JITTER_MS);
  }
}

/** What comes out of a window for 20 ms frames with these timestamps: where, and after which gap. */
function run(startsMs: readonly number[], settle = true): [startMs: number, gapMs: number][] {
  const out: [number, number][] = [];
  const window = new ReorderWindow((_samples, _rate, startMs, gapMs) => out.push([startMs, gapMs]));
  push(window, startsMs);
  if (settle) window.settle();
  return out;
}

describe('ReorderWindow', () => {
  test('the first audio is held until earlier audio has had time to arrive', () => {
    const out: number[] = [];
    const window = new ReorderWindow((_samples, _rate, startMs) => out.push(startMs));
    for (const startMs of [20, 40, 0]) window.push(new Int16Array(160), 8000, startMs, 60);
    window.advance(60 + JITTER_MS - 1);
    expect(out).toEqual([]);
    expect([window.heldFromMs, window.heldUntilMs]).toEqual([0, 60]);
    window.shift(-300);
    window.advance(60 + JITTER_MS);
    expect(out).toEqual([-300, -280, -260]);
    window.push(new Int16Array(160), 8000, -240, 60 + JITTER_MS);
    expect(out.at(-1)).toBe(-240);
  });

  test('consecutive audio passes through; timestamps may be coarse', () => {
    const starts = [0, 20, 41, 59, 80];
    expect(run(starts, false)).toEqual(starts.map((start) => [start, 0]));
  });

  test('early audio waits for the audio before it', () => {
    expect(run([0, 40, 60, 20, 80], false)).toEqual([0, 20, 40, 60, 80].map((at) => [at, 0]));
  });

  test("audio that never arrives is a gap once it would be too late on the source's clock", () => {
    const later = Array.from({ length: 60 }, (_, i) => 40 + i * FRAME_MS);
    expect(run([0, ...later.slice(0, 50)], false)).toEqual([[0, 0]]);
    expect(run([0, ...later], false).slice(0, 3)).toEqual([
      [0, 0],
      [40, 20],
      [60, 0],
    ]);
  });

  test('audio that never arrives is a gap once it would be too late on our clock', () => {
    const out: [number, number][] = [];
    const window = new ReorderWindow((_samples, _rate, startMs, gapMs) =>
      out.push([startMs, gapMs]),
    );
    push(window, [0, 40]);
    window.advance(1040);
    expect(out).toEqual([[0, 0]]);
    window.advance(1041);
    expect(out.slice(1)).toEqual([[40, 20]]);
  });

  test('audio just before audio that was early after a silence still comes first', () => {
    expect(run([0, 1020, 1000], false)).toEqual([[0, 0]]);
    expect(run([0, 1020, 1000])).toEqual([
      [0, 0],
      [1000, 980],
      [1020, 0],
    ]);
  });

  test('audio that arrives after its position was skipped is dropped', () => {
    const later = Array.from({ length: 60 }, (_, i) => 60 + i * FRAME_MS);
    expect(run([0, ...later, 20, 40]).map(([at]) => at)).toEqual([0, ...later]);
  });

  test('skipping one position skips no other', () => {
    const starts = [0, ...Array.from({ length: 60 }, (_, i) => 40 + i * FRAME_MS)];
    // 1,000 ms is missing, too, when 40 ms is given up, and comes a little late.
    const late = starts.filter((start) => start !== 1000);
    late.splice(54, 0, 1000);
    expect(run(late)).toEqual(starts.map((start) => [start, start === 40 ? 20 : 0]));
  });

  test('duplicates are dropped', () => {
    expect(run([0, 20, 20, 0, 40])).toEqual([0, 20, 40].map((at) => [at, 0]));
  });

  test('jitter of up to 160 ms and doubles change nothing; loss leaves gaps of the right length', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            delay: fc.integer({ min: 0, max: 150 }),
            lost: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
            twice: fc.boolean(),
          }),
          { minLength: 1, maxLength: 200 },
        ),
        (frames) => {
          const sent = frames
            .map(({ delay, lost, twice }, i) => ({ at: i * FRAME_MS, delay, lost, twice }))
            // The first one sets the start.
            .filter(({ lost }, i) => i === 0 || !lost);
          const arrivals = sent
            .flatMap(({ at, delay, twice }, i) => {
              const due = i === 0 ? -1 : at + delay;
              return twice
                ? [
                    { at, due },
                    { at, due },
                  ]
                : [{ at, due }];
            })
            .sort((a, b) => a.due - b.due);
          const out = run(arrivals.map(({ at }) => at));
          expect(out.map(([at]) => at).sort((a, b) => a - b)).toEqual(sent.map(({ at }) => at));
        },
      ),
      { numRuns: 200 },
    );
  });
});
