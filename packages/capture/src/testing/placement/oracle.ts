import { JITTER_MS, LATENESS_MS } from '../../timing.ts';
import { type PlayedScenario, type Stretch, sampleOf } from './run-scenario.ts';
import { FRAME_MS, framesOf, type Scenario } from './scenario.ts';

/** Longer than any scenario, milliseconds. */
const LENGTH_MS = 12_000;

/** What a recording of tracks with timestamps must contain, by position; one sample per millisecond. */
export interface Expected {
  readonly samples: Int32Array;
  /** The end of the audio. */
  readonly length: number;
  /** For each track, 1 where its audio is missing. */
  readonly missing: readonly Uint8Array[];
}

/** Whether there was audio before the recording was started: then it begins at once, else with the first audio. */
export function isHeardBefore({ beginMs, tracks, timestamps, layout }: Scenario): boolean {
  return tracks.some((track, index) => {
    const session = layout === 'conference' ? index : 0;
    const frames = framesOf(track, timestamps[session] ?? false);
    return frames.some(({ arrivesMs }) => arrivesMs < beginMs);
  });
}

/** The earliest instant whose audio belongs to the recording. */
export function opensAt(scenario: Scenario, firstMs: number): number {
  const { beginMs } = scenario;
  if (isHeardBefore(scenario)) return beginMs;
  return Math.min(firstMs, Math.max(beginMs, firstMs - LATENESS_MS));
}

/** The expected recording of tracks with timestamps. */
export function expectedOf(
  scenario: Scenario,
  { tracks, stretches }: PlayedScenario,
  firstMs: number,
): Expected {
  const opens = opensAt(scenario, firstMs);
  const kept = keptPositions(stretches);
  const muted = instantsOf(stretches, 'mute');
  const arrived = tracks.map(({ frames }, track) => {
    const samples = new Int32Array(LENGTH_MS);
    for (const frame of frames) {
      samples.fill(sampleOf(track, frame), frame.spokenMs, frame.spokenMs + FRAME_MS);
    }
    return samples;
  });
  const firstKept = kept.findIndex(
    (at, ms) => ms >= opens && at >= 0 && arrived.some((samples) => samples[ms] !== 0),
  );
  const start = isHeardBefore(scenario) ? (kept[opens] ?? 0) : (kept[firstKept] ?? 0);
  const samples = new Int32Array(LENGTH_MS);
  let length = 0;
  for (const one of arrived) {
    for (let ms = opens; ms < LENGTH_MS; ms++) {
      const sample = one[ms] ?? 0;
      const at = (kept[ms] ?? -1) - start;
      if (sample === 0 || at < 0 || (kept[ms] ?? -1) < 0) continue;
      length = Math.max(length, at + 1);
      if (muted[ms] === 0) samples[at] = (samples[at] ?? 0) + sample;
    }
  }
  const ends = tracks.map(({ frames }) =>
    frames.reduce((end, { spokenMs }) => Math.max(end, spokenMs + FRAME_MS), 0),
  );
  const last = Math.max(opens, ...ends);
  const missing = arrived.map((one, index) => {
    const end = ends[index] ?? 0;
    const first = one.findIndex((sample) => sample !== 0);
    const gaps = new Uint8Array(LENGTH_MS);
    for (let ms = Math.max(opens, first); ms < (last - end > JITTER_MS ? last : end); ms++) {
      const at = kept[ms] ?? -1;
      if (at >= start && one[ms] === 0) gaps[at - start] = 1;
    }
    return gaps;
  });
  return { samples, length, missing };
}

/** The position of each instant in the recording; -1 in a pause. */
function keptPositions(stretches: readonly Stretch[]): Int32Array {
  const skip = instantsOf(stretches, 'skip');
  const silence = instantsOf(stretches, 'silence');
  const positions = new Int32Array(LENGTH_MS);
  let skipped = 0;
  for (let ms = 0; ms < LENGTH_MS; ms++) {
    if (skip[ms] === 1) skipped += 1;
    positions[ms] = skip[ms] === 1 || silence[ms] === 1 ? -1 : ms - skipped;
  }
  return positions;
}

/** 1 for each instant in a stretch of this kind. */
function instantsOf(stretches: readonly Stretch[], wanted: Stretch['kind']): Uint8Array {
  const instants = new Uint8Array(LENGTH_MS);
  for (const { kind, fromMs, toMs } of stretches) {
    if (kind === wanted) instants.fill(1, Math.ceil(fromMs), Math.ceil(toMs));
  }
  return instants;
}
