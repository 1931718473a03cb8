import type { PauseBehavior } from '@tricord/core';
import { LATENESS_MS } from '../../timing.ts';
import { MutedTime } from './muted-time.ts';

/** A part of a recording, in samples of each channel. */
export interface Span {
  readonly from: number;
  /** Excluded. */
  readonly to: number;
}

interface Pause {
  readonly fromMs: number;
  /** Infinity while it lasts. */
  readonly toMs: number;
  readonly behavior: PauseBehavior;
}

/** The rate of a recording that never heard anything. */
const DEFAULT_RATE_HZ = 8000;
/** So many pauses are told apart. Audio from before the oldest, which is later than all of them, is left out. */
const MAX_PAUSES = 100;

/**
 * Where an instant of the monotonic clock lies in a recording. Two counts of samples, each from the first audio on:
 * the *raw* position runs on through pauses; the *kept* position is the place in the recording, where a pause that
 * skips takes no room. Pauses and mutes go by when something was said, not by when it arrived.
 */
export class RecordingTime {
  readonly #beganMs: number;
  readonly #muted = new MutedTime();
  #rateHz: number | undefined;
  #originMs: number | undefined;
  #pauses: Pause[] = [];
  /** What forgotten pauses left out, and kept as silence. */
  #skipped = 0;
  #silenced = 0;
  /** The raw position where the last pause ended (Infinity while one lasts), and what all of them left out. */
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #allSkipped = 0;
  /** Audio before this raw position is not part of the recording. */
  #openFrom = 0;

  /** @param beganMs what was said before that is not part of the recording. */
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
   * The first audio has come: fixes the rate, and position 0 at `startMs` unless a pause came first. That audio belongs
   * to the recording however early it was spoken.
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

  /** The instant of a raw position. */
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

  /** Length of so many samples, milliseconds. */
  lengthMs(samples: number): number {
    return (samples * 1000) / this.rateHz;
  }

  /** Whether all audio from that raw position on belongs to the recording, as it usually does: no pause comes after it. */
  isOpenFrom(raw: number): boolean {
    return raw >= this.#pausedUntil && raw >= this.#openFrom;
  }

  /** What of a raw span belongs to the recording, in order: not what was said during pauses. */
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

  /** Where audio is replaced by silence, kept positions, in order. */
  get muted(): readonly Span[] {
    return this.#muted.stretches.map((stretch) => this.#keptSpan(stretch));
  }

  /** The pauses' places, kept positions, in order: without length where they skip. */
  get paused(): readonly Span[] {
    return this.#pauses.map((pause) => this.#keptSpan(pause));
  }

  /**
   * Up to where the recording reaches by itself: to the begin of the pause that lasts, or, where that is kept as
   * silence, to this moment. Undefined while it is not paused.
   */
  keptUntil(nowMs: number): number | undefined {
    return this.isPaused ? this.keptOf(this.rawOf(nowMs)) : undefined;
  }

  /** Silence kept for pauses so far, samples: it does not count for the maximal duration. */
  pausedSamples(nowMs: number): number {
    let silenced = this.#silenced;
    for (const { fromMs, toMs, behavior } of this.#pauses) {
      if (behavior !== 'silence') continue;
      silenced += this.rawOf(Math.min(toMs, nowMs)) - this.rawOf(fromMs);
    }
    return silenced;
  }

  /** Nothing is written before that kept position any more. */
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
