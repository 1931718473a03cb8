import { Resampler } from '@tricord/audio';
import type { TrackName } from '@tricord/core';
import type { AudioSink } from '../../intake/live-track.ts';
import { JUMP_MS, SYNC_MS } from '../../timing.ts';
import { adjustLength } from './adjust-length.ts';

/** The recording that an input writes to. Positions are raw: pauses count. */
export interface InputTarget {
  /** Sample rate of the recording; fixed by the first audio, which may be this. */
  rateFor(sampleRateHz: number, startMs: number): number;
  /** Position of an instant of the monotonic clock, samples. */
  rawOf(ms: number): number;
  /** Whether other tracks are recorded too, so that this one must stay in sync with them. */
  readonly shared: boolean;
  /** Writes audio into the recording. */
  lay(samples: Int16Array, at: number, channel: number, track: TrackName): void;
  /** Audio is missing directly before `at`. */
  missed(at: number, lengthMs: number, track: TrackName): void;
}

/**
 * Writes one track into a recording: converts its rate and tracks its position. A track that is recorded
 * alone is kept sample for sample; one that shares the recording is kept in sync with the others,
 * one sample at a time, when their clocks drift apart.
 */
export class RecordingInput implements AudioSink {
  readonly track: TrackName;
  readonly #target: InputTarget;
  readonly #channel: number;
  #resampler: Resampler | undefined;
  #fromHz = 0;
  /** Where the next stretch should start, or undefined before the first. */
  #due: number | undefined;
  /** How far a track that is recorded alone has drifted from its position, samples. */
  #drifted = 0;
  /** Position of the next sample; behind `#due` by what the rate converter buffers. */
  #position = 0;

  constructor(target: InputTarget, track: TrackName, channel: number) {
    this.#target = target;
    this.track = track;
    this.#channel = channel;
  }

  /** End of the written audio, raw position; undefined before the first. */
  get position(): number | undefined {
    return this.#due === undefined ? undefined : this.#position;
  }

  /** Where the next audio belongs if nothing is missing, raw position; undefined before the first. */
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

  /** Flushes the rate converter: the track is over. */
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
