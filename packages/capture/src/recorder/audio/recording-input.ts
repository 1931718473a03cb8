import { Resampler } from '@tricord/audio';
import type { TrackName } from '@tricord/core';
import type { AudioSink } from '../../intake/live-track.ts';
import type { Window } from './recording-time.ts';
import { slip } from './slip.ts';

/** What an input needs of the recording that it feeds. */
export interface InputTarget {
  /** Rate of the recording; fixed by the first audio, which may be this. */
  rateFor(sampleRateHz: number, startMs: number): number;
  /** Position of an instant of the monotonic clock, samples. */
  positionOf(ms: number): number;
  /** Audio belongs to the recording only in here. */
  readonly window: Window;
  /** Where audio is replaced by silence, in order. */
  readonly muted: readonly Window[];
  /** Whether other tracks are recorded beside this one, so that it must keep in step with them. */
  readonly shared: boolean;
  add(channel: number, at: number, samples: Int16Array): void;
  /** Silence of that length came instead of audio. */
  addSilence(until: number): void;
  /** Audio is missing directly before `at`. */
  missed(at: number, lengthMs: number, track: TrackName): void;
}

/** Tracks that share a recording are brought back together when they are further apart, milliseconds. */
const SLACK_MS = 1;
/** Audio further than this from where it was expected goes to its own place at once, milliseconds. */
const JUMP_MS = 40;

/**
 * Lays one track into a recording: converts its rate and keeps its place. A track that is recorded
 * alone is kept sample for sample; one that shares the recording is kept in step with the others,
 * a sample at a time, when their clocks drift apart.
 */
export class RecordingInput implements AudioSink {
  readonly #target: InputTarget;
  readonly #track: TrackName;
  readonly #channel: number;
  #resampler: Resampler | undefined;
  #fromHz = 0;
  /** Where the next stretch should begin, or undefined before the first. */
  #due: number | undefined;
  /** How far a track that is recorded alone has been let drift from its place, samples. */
  #drifted = 0;
  /** Position of the next sample; behind `#due` by what the rate converter holds. */
  #position = 0;
  /** End of what has been laid into the recording. */
  #laidUntil = 0;
  #wrote = false;

  constructor(target: InputTarget, track: TrackName, channel: number) {
    this.#target = target;
    this.#track = track;
    this.#channel = channel;
  }

  /** End of what this input has written, samples. */
  get position(): number {
    return this.#position;
  }

  /** Whether it has written since the last call of this. */
  takeActivity(): boolean {
    const wrote = this.#wrote;
    this.#wrote = false;
    return wrote;
  }

  write(samples: Int16Array, sampleRateHz: number, startMs: number, gapMs: number): void {
    const rate = this.#target.rateFor(sampleRateHz, startMs);
    if (this.#target.shared) this.#drifted = 0;
    const expected = this.#target.positionOf(startMs) - this.#drifted;
    if (gapMs > 0) this.#target.missed(expected, gapMs, this.#track);
    const off = this.#due === undefined ? 0 : expected - this.#due;
    const length = (samples.length * rate) / sampleRateHz;
    const end = expected + length;
    // Back only as far as nothing has been laid yet (after a pause), never over what has been. What was said before
    // a pause was over, and comes after it, is left out by the window.
    const free = off > 0 || end > this.#laidUntil || end <= this.#target.window.from;
    const jumps = gapMs > 0 || (free && Math.abs(off) > (JUMP_MS * rate) / 1000);
    if (this.#due === undefined || jumps) {
      this.#flushResampler();
      this.#position = expected;
      this.#due = expected;
    }
    this.#wrote = true;
    this.#due += length;
    const converted = this.#convert(samples, sampleRateHz, rate);
    if (!this.#target.shared && !jumps) this.#drifted += off;
    if (jumps || !this.#target.shared || Math.abs(off) <= (SLACK_MS * rate) / 1000) {
      this.#lay(converted);
      return;
    }
    const by = off > 0 ? 1 : -1;
    this.#due += by;
    this.#lay(slip(converted, by));
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
    const at = this.#position;
    const end = at + samples.length;
    this.#position = end;
    const { from, to } = this.#target.window;
    const first = Math.max(at, from);
    const last = Math.min(end, to);
    if (last <= first) return;
    this.#laidUntil = last;
    let next = first;
    for (const { from: mutedFrom, to: mutedTo } of this.#target.muted) {
      if (mutedTo <= next || mutedFrom >= last) continue;
      if (mutedFrom > next) this.#add(next, samples.subarray(next - at, mutedFrom - at));
      next = Math.min(mutedTo, last);
      this.#target.addSilence(next);
    }
    if (next < last) this.#add(next, samples.subarray(next - at, last - at));
  }

  #add(at: number, samples: Int16Array): void {
    this.#target.add(this.#channel, at, samples);
  }
}
