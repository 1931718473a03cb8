import { SilenceDetector } from '@tricord/audio';
import type { EndReason, RecordingSettings } from '@tricord/core';
import { PTIME_MS } from '../../timing.ts';
import type { Span } from './recording-time.ts';

/** Silence that is kept at the end of a recording that was ended by silence (Asterisk's main/app.c). */
const KEPT_SILENCE_MS = 200;

/** Checks a recording's audio for its limits, and for silence at its start and end. */
export class Limits {
  readonly #settings: RecordingSettings;
  readonly #channels: number;
  readonly #rate: number;
  readonly #detector: SilenceDetector | undefined;
  #leadingMs = 0;

  constructor(settings: RecordingSettings, channels: 1 | 2, sampleRateHz: number) {
    this.#settings = settings;
    this.#channels = channels;
    this.#rate = sampleRateHz;
    const watches = settings.maxSilenceMs > 0 || settings.trimSilence;
    this.#detector = watches ? new SilenceDetector(sampleRateHz * channels) : undefined;
  }

  /** Position at which the maximum duration is reached, samples; paused time does not count. */
  end(pausedSamples: number): number {
    const { maxDurationMs } = this.#settings;
    if (maxDurationMs === 0) return Number.POSITIVE_INFINITY;
    return Math.round((maxDurationMs * this.#rate) / 1000) + pausedSamples;
  }

  /**
   * Checks the recording's audio (interleaved), in order, as spoken: including what a mute keeps out of the file
   * (Asterisk's main/app.c). Pauses do not count, and each one restarts the measurement of silence.
   * @param from position of the first sample.
   * @param paused where the recording was paused; a span may be empty.
   * @returns the position where silence ended the recording, if it did.
   */
  watch(samples: Int16Array, from: number, paused: readonly Span[]): number | undefined {
    const detector = this.#detector;
    if (detector === undefined) return undefined;
    const end = from + samples.length / this.#channels;
    let next = from;
    for (const pause of paused) {
      if (pause.to < next || pause.from >= end) continue;
      const silentFrom = this.#watch(
        detector,
        samples,
        next - from,
        Math.max(0, pause.from - from),
      );
      if (silentFrom !== undefined) return from + silentFrom;
      detector.restart();
      next = Math.min(end, Math.max(next, pause.to));
    }
    const silentFrom = this.#watch(detector, samples, next - from, end - from);
    return silentFrom === undefined ? undefined : from + silentFrom;
  }

  /** The same for samples `first` to `last` of each channel. */
  #watch(
    detector: SilenceDetector,
    samples: Int16Array,
    first: number,
    last: number,
  ): number | undefined {
    const { maxSilenceMs } = this.#settings;
    const frame = Math.round((this.#rate * PTIME_MS) / 1000);
    for (let at = first; at < last; at += frame) {
      const to = Math.min(at + frame, last);
      detector.push(samples.subarray(at * this.#channels, to * this.#channels));
      if (detector.talkingMs === 0) this.#leadingMs = detector.silenceMs;
      if (maxSilenceMs > 0 && detector.silentForMs > maxSilenceMs) return to;
    }
    return undefined;
  }

  /** Talk and silence heard, milliseconds, when the recording has a silence limit. */
  get totals(): { talkingMs: number; silenceMs: number } | undefined {
    const detector = this.#detector;
    if (detector === undefined || this.#settings.maxSilenceMs === 0) return undefined;
    return { talkingMs: detector.talkingMs, silenceMs: detector.silenceMs };
  }

  /** How much to cut off a recording's start and end, samples of each channel. */
  trim(reason: EndReason): { start: number; end: number } {
    const detector = this.#detector;
    if (detector === undefined) return { start: 0, end: 0 };
    const samples = (ms: number) => Math.round((ms * this.#rate) / 1000);
    const { trimSilence } = this.#settings;
    if (!trimSilence && reason !== 'max-silence') return { start: 0, end: 0 };
    return {
      start: trimSilence ? samples(this.#leadingMs) : 0,
      end: samples(Math.max(0, detector.silentForMs - (trimSilence ? 0 : KEPT_SILENCE_MS))),
    };
  }
}
