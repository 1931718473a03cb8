import type { PauseBehavior } from '@tricord/core';
import { LATENESS_MS } from '../../timing.ts';
import { MutedTime } from './muted-time.ts';

/** A part of a recording, in samples of each channel. */
export interface Span {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

interface Pause {
  readonly fromMs: number;
  /** Infinity while it lasts. */
  readonly toMs: number;
  readonly behavior: PauseBehavior;
}

/** The rate of a recording without any audio. */
const DEFAULT_RATE_HZ = 8000;
/** Maximum number of pauses kept. Later audio that was spoken before the oldest of them is left out. */
const MAX_PAUSES = 100;

/**
 * Converts times of the monotonic clock to positions in a recording. Positions count samples from the first audio:
 * a *raw* position also counts pauses; a *kept* position is the place in the recording, where a skipping pause has
 * no length. Pauses and mutes apply to audio by when it was spoken, not when it arrived.
 */
export class RecordingTime {
  readonly #beganMs: number;
  readonly #muted = new MutedTime();
  #rateHz: number | undefined;
  #originMs: number | undefined;
  #pauses: Pause[] = [];
  /** How much the forgotten pauses skipped, and kept as silence. */
  #skipped = 0;
  #silenced = 0;
  /** The raw position where the last pause ended (Infinity during one), and how much all pauses skipped. */
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #allSkipped = 0;
  /** Audio before this raw position is not part of the recording. */
  #openFrom = 0;

  /** @param beganMs start of the recording: audio spoken earlier is not part of it. */
  constructor(beganMs: number) {
    this.#beganMs = beganMs;
  }

  /** The recording's rate; 8000 until {@link begin}. */
  get rateHz(): number {
    return this.#rateHz ?? DEFAULT_RATE_HZ;
  }

  get hasRate(): boolean {
    return this.#rateHz !== undefined;
  }

  get isPaused(): boolean {
    return this.#pauses.at(-1)?.toMs === Number.POSITIVE_INFINITY;
  }

  /**
   * Called for the first audio: fixes the rate, and position 0 at `startMs` unless a pause came first. That audio belongs
   * to the recording, however early it was spoken.
   * @returns the earliest kept position that audio of other tracks may still have.
   */
  begin(rateHz: number, startMs: number): number {
    this.#rateHz = rateHz;
    this.#originMs ??= startMs;
    const mostMs = Math.max(this.#beganMs, this.#originMs - LATENESS_MS);
    this.#openFrom = Math.min(0, this.rawOf(Math.min(startMs, mostMs)));
    this.#pausesChanged();
    return this.#openFrom;
  }

  rawOf(ms: number): number {
    return Math.round(((ms - (this.#originMs ?? ms)) * this.rateHz) / 1000);
  }

  /** The time of a raw position. */
  msOf(raw: number): number {
    return (this.#originMs ?? 0) + this.lengthMs(raw);
  }

  keptOf(raw: number): number {
    if (raw > this.#pausedUntil) return raw - this.#allSkipped;
    let skipped = this.#skipped;
    for (const { fromMs, toMs, behavior } of this.#pauses) {
      const from = this.rawOf(fromMs);
      if (raw <= from) break;
      if (behavior === 'skip') skipped += Math.min(raw, this.rawOf(toMs)) - from;
    }
    return raw - skipped;
  }

  /** Duration of this many samples, milliseconds. */
  lengthMs(samples: number): number {
    return (samples * 1000) / this.rateHz;
  }

  /** Whether all audio from that raw position on belongs to the recording (the usual case): no pause follows. */
  isOpenFrom(raw: number): boolean {
    return raw >= this.#pausedUntil && raw >= this.#openFrom;
  }

  /** The parts of a raw span that belong to the recording, in order: those outside of pauses. */
  partsOf(from: number, to: number): readonly Span[] {
    if (this.isOpenFrom(from)) return [{ from, to }];
    const parts: Span[] = [];
    let next = Math.max(from, this.#openFrom);
    for (const { fromMs, toMs } of this.#pauses) {
      const pausedFrom = this.rawOf(fromMs);
      if (pausedFrom >= to) break;
      if (pausedFrom > next) parts.push({ from: next, to: pausedFrom });
      next = Math.max(next, this.rawOf(toMs));
    }
    if (next < to) parts.push({ from: next, to });
    return parts;
  }

  pause(nowMs: number, behavior: PauseBehavior): void {
    this.resume(nowMs);
    this.#originMs ??= nowMs;
    this.#pauses.push({ fromMs: nowMs, toMs: Number.POSITIVE_INFINITY, behavior });
    if (this.#pauses.length > MAX_PAUSES) this.#forgetFirst();
    this.#pausesChanged();
  }

  resume(nowMs: number): void {
    const pause = this.#pauses.at(-1);
    if (pause?.toMs !== Number.POSITIVE_INFINITY) return;
    const toMs = Math.max(nowMs, pause.fromMs);
    this.#pauses[this.#pauses.length - 1] = { ...pause, toMs };
    this.#pausesChanged();
  }

  mute(nowMs: number): void {
    this.#muted.mute(nowMs);
  }

  unmute(nowMs: number): void {
    this.#muted.unmute(nowMs);
  }

  /** Spans that are replaced by silence, kept positions, in order. */
  get muted(): readonly Span[] {
    return this.#muted.stretches.map((stretch) => this.#keptSpan(stretch));
  }

  /** The pauses, kept positions, in order; skipping pauses are empty. */
  get paused(): readonly Span[] {
    return this.#pauses.map((pause) => this.#keptSpan(pause));
  }

  /**
   * How far the recording reaches without audio: to the start of the current pause, or, if that is kept as
   * silence, to now. Undefined while it is not paused.
   */
  keptUntil(nowMs: number): number | undefined {
    return this.isPaused ? this.keptOf(this.rawOf(nowMs)) : undefined;
  }

  /** Silence kept for pauses so far, samples; it does not count toward the maximum duration. */
  pausedSamples(nowMs: number): number {
    let silenced = this.#silenced;
    for (const { fromMs, toMs, behavior } of this.#pauses) {
      if (behavior !== 'silence') continue;
      silenced += this.rawOf(Math.min(toMs, nowMs)) - this.rawOf(fromMs);
    }
    return silenced;
  }

  /** Called when nothing will be written before that kept position any more. */
  settled(position: number): void {
    if (this.#muted.stretches.length === 0) return;
    this.#muted.forgetBefore((this.#originMs ?? 0) + this.lengthMs(position + this.#skipped));
  }

  #forgetFirst(): void {
    const first = this.#pauses.shift();
    if (first === undefined) return;
    const to = this.rawOf(first.toMs);
    const samples = to - this.rawOf(first.fromMs);
    if (first.behavior === 'skip') this.#skipped += samples;
    else this.#silenced += samples;
    this.#openFrom = Math.max(this.#openFrom, to);
  }

  #pausesChanged(): void {
    const last = this.#pauses.at(-1);
    this.#pausedUntil = last === undefined ? Number.NEGATIVE_INFINITY : this.rawOf(last.toMs);
    this.#allSkipped = this.#skipped;
    for (const { fromMs, toMs, behavior } of this.#pauses) {
      const over = toMs !== Number.POSITIVE_INFINITY;
      if (over && behavior === 'skip') this.#allSkipped += this.rawOf(toMs) - this.rawOf(fromMs);
    }
  }

  #keptSpan({ fromMs, toMs }: { fromMs: number; toMs: number }): Span {
    const to = toMs === Number.POSITIVE_INFINITY ? toMs : this.keptOf(this.rawOf(toMs));
    return { from: this.keptOf(this.rawOf(fromMs)), to };
  }
}
