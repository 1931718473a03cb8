import { SilenceDetector } from '@tricord/audio';
import type { EndReason, RecordingSettings } from '@tricord/core';

/** Silence that is left at the end of a recording that ended by itself (Asterisk's main/app.c). */
const KEPT_SILENCE_MS = 200;

/** Watches a recording's audio for what ends it, and for silence at its ends. */
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
    const { maxSilenceMs, maxDurationMs, terminateOn, trimSilence } = settings;
    const watches = maxSilenceMs > 0 || maxDurationMs > 0 || terminateOn !== '' || trimSilence;
    this.#detector = watches ? new SilenceDetector(sampleRateHz * channels) : undefined;
  }

  /** Position at which the recording is long enough, samples; paused time does not count. */
  end(pausedSamples: number): number {
    const { maxDurationMs } = this.#settings;
    if (maxDurationMs === 0) return Number.POSITIVE_INFINITY;
    return Math.round((maxDurationMs * this.#rate) / 1000) + pausedSamples;
  }

  /**
   * Takes the recording's audio (interleaved), in order.
   * @returns how many samples of each channel are still part of it, if silence has ended it there.
   */
  watch(samples: Int16Array): number | undefined {
    const detector = this.#detector;
    if (detector === undefined) return undefined;
    const { maxSilenceMs } = this.#settings;
    const frame = Math.round(this.#rate / 50) * this.#channels;
    for (let from = 0; from < samples.length; from += frame) {
      detector.push(samples.subarray(from, from + frame));
      if (detector.talkingMs === 0) this.#leadingMs = detector.silenceMs;
      if (maxSilenceMs > 0 && detector.silentForMs > maxSilenceMs) {
        return Math.min(from + frame, samples.length) / this.#channels;
      }
    }
    return undefined;
  }

  /** Pausing and muting suspend silence detection; it begins anew afterwards. */
  restart(): void {
    this.#detector?.restart();
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
    const byItself = reason === 'max-silence' || reason === 'max-duration' || reason === 'dtmf';
    if (!trimSilence && !byItself) return { start: 0, end: 0 };
    return {
      start: trimSilence ? samples(this.#leadingMs) : 0,
      end: samples(Math.max(0, detector.silentForMs - (trimSilence ? 0 : KEPT_SILENCE_MS))),
    };
  }
}
