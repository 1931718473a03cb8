import { Resampler } from '@tricord/audio';
import type { TrackName } from '@tricord/core';
import type { AudioSink } from '../../intake/live-track.ts';
import { JUMP_MS, SYNC_MS } from '../../timing.ts';
import { adjustLength } from './adjust-length.ts';

/** What an input needs of the recording that it feeds. Positions are raw: pauses count. */
export interface InputTarget {
  /** Rate of the recording; fixed by the first audio, which may be this. */
  rateFor(sampleRateHz: number, startMs: number): number;
  /** Position of an instant of the monotonic clock, samples. */
  rawOf(ms: number): number;
  /** Whether other tracks are recorded beside this one, so that it must keep in step with them. */
  readonly shared: boolean;
  /** Lays audio into the recording. */
  lay(samples: Int16Array, at: number, channel: number, track: TrackName): void;
  /** Audio is missing directly before `at`. */
  missed(at: number, lengthMs: number, track: TrackName): void;
}

/**
 * Lays one track into a recording: converts its rate and keeps its place. A track that is recorded
 * alone is kept sample for sample; one that shares the recording is kept in step with the others,
 * a sample at a time, when their clocks drift apart.
 */
export class RecordingInput implements AudioSink {
  readonly track: TrackName;
  readonly #target: InputTarget;
  readonly #channel: number;
  #resampler: Resampler | undefined;
  #fromHz = 0;
  /** Where the next stretch should begin, or undefined before the first. */
  #due: number | undefined;
  /** How far a track that is recorded alone has been let drift from its place, samples. */
  #drifted = 0;
  /** Position of the next sample; behind `#due` by what the rate converter holds. */
  #position = 0;

  constructor(target: InputTarget, track: TrackName, channel: number) {
    this.#target = target;
    this.track = track;
    this.#channel = channel;
  }

  /** End of what this input has written, raw; undefined before the first. */
  get position(): number | undefined {
    return this.#due === undefined ? undefined : this.#position;
  }

  /** Where its next audio belongs if nothing is missing, raw; undefined before the first. */
  get due(): number | undefined {
    return this.#due;
  }

  write(samples: Int16Array, sampleRateHz: number, startMs: number, gapMs: number): void {
    const rate = this.#target.rateFor(sampleRateHz, startMs);
    if (this.#target.shared) this.#drifted = 0;
    const expected = this.#target.rawOf(startMs) - this.#drifted;
    if (gapMs > 0) this.#target.missed(expected, gapMs, this.track);
    const off = this.#due === undefined ? 0 : expected - this.#due;
    const jumps = gapMs > 0 || off > (JUMP_MS * rate) / 1000;
    if (this.#due === undefined || jumps) {
      this.#flushResampler();
      this.#position = expected;
      this.#due = expected;
    }
    this.#due += (samples.length * rate) / sampleRateHz;
    const converted = this.#convert(samples, sampleRateHz, rate);
    if (!this.#target.shared && !jumps) this.#drifted += off;
    if (jumps || !this.#target.shared || Math.abs(off) <= (SYNC_MS * rate) / 1000) {
      this.#lay(converted);
      return;
    }
    const by = off > 0 ? 1 : -1;
    this.#due += by;
    this.#lay(adjustLength(converted, by));
  }

  /** Writes what the rate converter still holds: the track is over. */
  end(): void {
    this.#flushResampler();
  }

  #convert(samples: Int16Array, fromHz: number, toHz: number): Int16Array {
    if (fromHz !== this.#fromHz) {
      this.#flushResampler();
      this.#fromHz = fromHz;
    }
    if (fromHz === toHz) return samples;
    this.#resampler ??= new Resampler(fromHz, toHz);
    return this.#resampler.process(samples);
  }

  #flushResampler(): void {
    const rest = this.#resampler?.flush();
    this.#resampler = undefined;
    if (rest !== undefined) this.#lay(rest);
  }

  #lay(samples: Int16Array): void {
    const at = this.#position;
    this.#position = at + samples.length;
    this.#target.lay(samples, at, this.#channel, this.track);
  }
}
