import { Resampler } from '@tricord/audio';
import type { TrackName } from '@tricord/core';
import type { AudioSink } from '../intake/live-track.ts';

/** The stretch of the recording that an input may write to, in samples. */
export interface Window {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
}

/** What an input needs of the recording that it feeds. */
export interface InputTarget {
  /** Rate of the recording; fixed by the first audio, which may be this. */
  rateFor(sampleRateHz: number, startMs: number): number;
  /** Position of an instant of the monotonic clock, samples. */
  positionOf(ms: number): number;
  readonly window: Window;
  readonly muted: boolean;
  add(channel: number, at: number, samples: Int16Array): void;
  /** Silence of that length came instead of audio. */
  addSilence(until: number): void;
  /** Audio is missing directly before `at`. */
  missed(at: number, lengthMs: number, track: TrackName): void;
}

/** Audio further than this from where it was expected is moved to its own place, milliseconds. */
const SLACK_MS = 5;

/** Lays one track into a recording: converts its rate and keeps its place. */
export class RecordingInput implements AudioSink {
  readonly #target: InputTarget;
  readonly #track: TrackName;
  readonly #channel: number;
  #resampler: Resampler | undefined;
  #fromHz = 0;
  /** Position of the next sample, or undefined before the first. */
  #position: number | undefined;
  #wrote = false;

  constructor(target: InputTarget, track: TrackName, channel: number) {
    this.#target = target;
    this.#track = track;
    this.#channel = channel;
  }

  /** End of what this input has written, samples. */
  get position(): number {
    return this.#position ?? 0;
  }

  /** Whether it has written since the last call of this. */
  takeActivity(): boolean {
    const wrote = this.#wrote;
    this.#wrote = false;
    return wrote;
  }

  write(samples: Int16Array, sampleRateHz: number, startMs: number, gapMs: number): void {
    const rate = this.#target.rateFor(sampleRateHz, startMs);
    const expected = this.#target.positionOf(startMs);
    if (gapMs > 0) this.#target.missed(expected, gapMs, this.#track);
    const slack = (SLACK_MS * rate) / 1000;
    if (this.#position === undefined || Math.abs(expected - this.#position) > slack) {
      this.#flushResampler();
      this.#position = expected;
    }
    this.#wrote = true;
    this.#lay(this.#convert(samples, sampleRateHz, rate));
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

  /** Writes what of the samples falls into the window; the position moves on in any case. */
  #lay(samples: Int16Array): void {
    const at = this.#position ?? 0;
    const end = at + samples.length;
    this.#position = end;
    const { from, to } = this.#target.window;
    const first = Math.max(at, from);
    const last = Math.min(end, to);
    if (last <= first) return;
    if (this.#target.muted) this.#target.addSilence(last);
    else this.#target.add(this.#channel, first, samples.subarray(first - at, last - at));
  }
}
