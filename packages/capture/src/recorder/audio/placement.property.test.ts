import { PROPERTY_TIMEOUT_MS, seeded } from '@tricord/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Expected,
  expectedOf,
  isHeardBefore,
  opensAt,
} from '../../testing/placement/oracle.ts';
import { type PlayedScenario, runScenario } from '../../testing/placement/run-scenario.ts';
import {
  FRAME_MS,
  type Frame,
  type Scenario,
  scenarios,
} from '../../testing/placement/scenario.ts';
import { JITTER_MS } from '../../timing.ts';

const CASES = 10_000;
/**
 * Precision of positions without timestamps, besides {@link JITTER_MS} either way: jitter of the first audio, and drift
 * that has not shown yet, milliseconds.
 */
const ACCURACY_MS = 100;

test(
  'every sample that arrived in time is at its position, and the gap map lists what did not arrive',
  async () => {
    await fc.assert(
      fc.asyncProperty(scenarios, async (scenario) => {
        const played = await runScenario(scenario);
        expect(played.gaps.filter(({ reason }) => reason !== 'network')).toEqual([]);
        if (played.firstMs === undefined) return;
        if (played.tracks.every(({ timestamps }) => timestamps)) {
          const expected = expectedOf(scenario, played, played.firstMs);
          checkSamples(played, expected);
          checkGaps(scenario, played, expected);
        } else {
          checkArrivals(scenario, played, played.firstMs);
        }
      }),
      seeded('placement', CASES),
    );
  },
  PROPERTY_TIMEOUT_MS,
);

/** A custom comparison that shows only differences is a hundred times faster than `toEqual`. */
function checkSamples({ samples }: PlayedScenario, expected: Expected): void {
  expect(samples.length).toBeGreaterThanOrEqual(expected.length);
  let at = 0;
  while (at < samples.length && samples[at] === expected.samples[at]) at += 1;
  if (at === samples.length) return;
  const around = (all: Int32Array) => [...all.subarray(Math.max(0, at - 5), at + 25)];
  expect({ at, samples: around(samples) }).toEqual({ at, samples: around(expected.samples) });
}

function checkGaps(scenario: Scenario, { tracks, gaps }: PlayedScenario, { missing }: Expected) {
  if (scenario.layout === 'conference') {
    // The map does not identify sessions, so only the sum can be compared.
    const listedMs = gaps.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
    expect(listedMs).toBe(missing.map(sumOf).reduce((a, b) => a + b, 0));
    return;
  }
  for (const [index, { name }] of tracks.entries()) {
    const expected = missing[index] ?? new Uint8Array();
    const listed = new Uint8Array(expected.length);
    for (const { offsetMs, lengthMs, track } of gaps) {
      if (track === name) listed.fill(1, offsetMs, offsetMs + lengthMs);
    }
    if (Buffer.compare(listed, expected) === 0) continue;
    const at = listed.findIndex((one, ms) => one !== expected[ms]);
    expect({ name, at, gaps }).toEqual({ name, at: -1, gaps: [] });
  }
}

function sumOf(values: Uint8Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Frames of a track without timestamps: all present once, in order, approximately at their position. */
function checkArrivals(scenario: Scenario, played: PlayedScenario, firstMs: number): void {
  const { earliestMs, tracks, samples } = played;
  const opens = opensAt(scenario, firstMs);
  const start = isHeardBefore(scenario) ? opens : Math.max(opens, earliestMs);
  for (const [index, { timestamps, frames }] of tracks.entries()) {
    if (timestamps) continue;
    const recorded = runsOf(samples.map((sample) => (sample >> (3 * index)) & 7));
    const required = frames.filter(({ spokenMs }) => spokenMs >= opens + JITTER_MS + ACCURACY_MS);
    for (const frame of required.toReversed()) checkFrame(frame, recorded.pop(), start);
    // The remaining frames were spoken at about the start of the recording.
    expect(recorded.length).toBeLessThanOrEqual(frames.length - required.length);
  }
}

interface Run {
  readonly value: number;
  readonly from: number;
  length: number;
}

/** Complete except for a sample; not before it was spoken nor after it arrived, within the accuracy. */
function checkFrame(frame: Frame, run: Run | undefined, start: number): void {
  const placedMs = start + (run?.from ?? 0);
  const fits =
    run?.value === (frame.index % 3) + 1 &&
    Math.abs(run.length - FRAME_MS) <= 1 &&
    placedMs >= frame.spokenMs - JITTER_MS - ACCURACY_MS &&
    placedMs <= frame.arrivesMs - FRAME_MS + JITTER_MS + ACCURACY_MS;
  if (!fits) expect({ frame, placedMs, run }).toBe('at its position');
}

function runsOf(values: Int32Array): Run[] {
  const runs: Run[] = [];
  let last: Run | undefined;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    if (value === 0) {
      last = undefined;
    } else if (last?.value === value) {
      last.length += 1;
    } else {
      last = { value, from: at, length: 1 };
      runs.push(last);
    }
  }
  return runs;
}
