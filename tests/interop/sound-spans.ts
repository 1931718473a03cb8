import { energyOf } from '@tricord/testkit';

/** A stretch of sound, milliseconds from the start. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** Louder than the noise of G.711, and than silence that was converted; a fraction of full scale. */
const LOUD = 0.02;
/** What sounds again after less has not paused, milliseconds. */
const PAUSE_MS = 50;

/** Where there is sound in a recording, to the millisecond. */
export function soundSpans(samples: Int16Array, sampleRateHz: number): readonly Span[] {
  const spans: { startMs: number; endMs: number }[] = [];
  const step = sampleRateHz / 1000;
  for (let ms = 0; ms * step < samples.length; ms += 1) {
    // Two milliseconds at a time: half a wave of the lowest tone that is played.
    const loud = energyOf(samples.subarray(ms * step, (ms + 2) * step)) > LOUD;
    if (!loud) continue;
    const last = spans.at(-1);
    if (last !== undefined && ms - last.endMs < PAUSE_MS) last.endMs = ms + 1;
    else spans.push({ startMs: ms, endMs: ms + 1 });
  }
  return spans;
}
