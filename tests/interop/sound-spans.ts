import { energyOf } from '@tricord/testkit';

/** A span of sound, in milliseconds from the start. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** Above the noise of G.711 and of converted silence; a fraction of full scale. */
const LOUD = 0.02;
/** A shorter pause does not end a span. */
const PAUSE_MS = 50;

/** The spans of sound in a recording, to the millisecond. */
export function soundSpans(samples: Int16Array, sampleRateHz: number): readonly Span[] {
  const spans: { startMs: number; endMs: number }[] = [];
  const step = sampleRateHz / 1000;
  for (let ms = 0; ms * step < samples.length; ms += 1) {
    // Windows of two milliseconds: half a wave of the lowest tone in use.
    const loud = energyOf(samples.subarray(ms * step, (ms + 2) * step)) > LOUD;
    if (!loud) continue;
    const last = spans.at(-1);
    if (last !== undefined && ms - last.endMs < PAUSE_MS) last.endMs = ms + 1;
    else spans.push({ startMs: ms, endMs: ms + 1 });
  }
  return spans;
}
