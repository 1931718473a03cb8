import type { PauseBehavior } from '@tricord/core';
import { MutedTime } from './muted-time.ts';

/** A stretch of a recording, in samples. */
export interface Window {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
}

const NOWHERE: readonly Window[] = [];

/** The rate of a recording that never heard anything. */
const DEFAULT_RATE_HZ = 8000;

interface Pause {
  readonly sinceMs: number;
  readonly behavior: PauseBehavior;
}

/**
 * Where an instant of the monotonic clock lies in a recording: counts samples of each channel from the
 * first audio on, without the pauses that are left out.
 */
export class RecordingTime {
  #rateHz: number | undefined;
  #originMs: number | undefined;
  #window: Window = { from: 0, to: Number.POSITIVE_INFINITY };
  #pause: Pause | undefined;
  #pausedSamples = 0;
  readonly #muted = new MutedTime();

  /** The recording's rate; 8000 until {@link fixRate}. */
  get rateHz(): number {
    return this.#rateHz ?? DEFAULT_RATE_HZ;
  }

  get hasRate(): boolean {
    return this.#rateHz !== undefined;
  }

  get isPaused(): boolean {
    return this.#pause !== undefined;
  }

  /** Audio belongs to the recording only in here. */
  get window(): Window {
    return this.#window;
  }

  /** Where audio is replaced by silence, in order. */
  get muted(): readonly Window[] {
    const { stretches } = this.#muted;
    if (stretches.length === 0) return NOWHERE;
    return stretches.map(({ fromMs, toMs }) => ({
      from: this.positionOf(fromMs),
      to: this.positionOf(toMs),
    }));
  }

  fixRate(rateHz: number): void {
    this.#rateHz = rateHz;
  }

  /** The recording's position 0 is at `ms`, unless it has one already. */
  startAt(ms: number): void {
    this.#originMs ??= ms;
  }

  positionOf(ms: number): number {
    return Math.round(((ms - (this.#originMs ?? ms)) * this.rateHz) / 1000);
  }

  /** Length of so many samples, milliseconds. */
  lengthMs(samples: number): number {
    return (samples * 1000) / this.rateHz;
  }

  pause(nowMs: number, behavior: PauseBehavior): void {
    this.startAt(nowMs);
    this.#pause = { sinceMs: nowMs, behavior };
    this.#window = { from: this.#window.from, to: this.positionOf(nowMs) };
  }

  mute(nowMs: number): void {
    this.#muted.mute(nowMs);
  }

  unmute(nowMs: number): void {
    this.#muted.unmute(nowMs);
  }

  /** Whether anything between two positions is replaced by silence. */
  mutes(from: number, to: number): boolean {
    return this.muted.some((stretch) => stretch.from < to && stretch.to > from);
  }

  /** Nothing is written before that position any more. */
  settled(position: number): void {
    this.#muted.forgetBefore((this.#originMs ?? 0) + this.lengthMs(position));
  }

  /** @returns the position at which audio is taken again, or undefined when there was no pause. */
  resume(nowMs: number): number | undefined {
    const pause = this.#pause;
    if (pause === undefined) return undefined;
    this.#pausedSamples = this.pausedSamples(nowMs);
    this.#pause = undefined;
    if (pause.behavior === 'skip' && this.#originMs !== undefined) {
      this.#originMs += nowMs - pause.sinceMs;
    }
    const from = this.positionOf(nowMs);
    this.#window = { from, to: Number.POSITIVE_INFINITY };
    return from;
  }

  /**
   * Up to where a paused recording is known already, whatever else is said: to the begin of the pause, or, where
   * the pause is kept as silence, to this moment. Undefined while it is not paused.
   */
  keptUntil(nowMs: number): number | undefined {
    if (this.#pause === undefined) return undefined;
    return this.#pause.behavior === 'silence' ? this.positionOf(nowMs) : this.#window.to;
  }

  /** Silence kept for pauses so far: it does not count for the maximal duration. */
  pausedSamples(nowMs: number): number {
    if (this.#pause?.behavior !== 'silence') return this.#pausedSamples;
    return this.#pausedSamples + this.positionOf(nowMs) - this.positionOf(this.#pause.sinceMs);
  }
}
