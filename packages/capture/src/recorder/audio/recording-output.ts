import type {
  CapturedMedia,
  EndReason,
  Gap,
  MissedReason,
  RecordingSettings,
  TrackName,
} from '@tricord/core';
import { COMMIT_MS } from '../../timing.ts';
import type { LiveFile } from '../files/live-file.ts';
import { liveFormat } from '../files/live-format.ts';
import { GapMap } from './gap-map.ts';
import { Limits } from './limits.ts';
import type { RecordingTime, Span } from './recording-time.ts';
import { Timeline } from './timeline.ts';

/** Why audio is missing while it is captured. */
export type GapReason = Exclude<Gap['reason'], 'crash' | MissedReason>;

/** Observes limits and gaps of the audio. */
export interface RecordingAudioListener {
  /** A limit was reached: no more audio is recorded. Called at most once. */
  onLimit(reason: EndReason): void;
  /** Audio is missing. */
  onGap(lengthMs: number, reason: GapReason): void;
  /** Audio was dropped because the disk did not keep up. {@link onGap} is called for it, too. */
  onDropped(lengthMs: number): void;
}

/** The captured audio, without the fields that the media store adds. */
export type Captured = Omit<CapturedMedia, 'bytes' | 'sha256'>;

/**
 * The output of a recording: mixes audio on a timeline, checks settled audio against the limits, and writes it to
 * the live file. Positions are kept positions.
 */
export class RecordingOutput {
  readonly file: LiveFile;
  readonly #time: RecordingTime;
  readonly #timeline: Timeline;
  readonly #gaps = new GapMap();
  #settings: RecordingSettings;
  #listener: RecordingAudioListener;
  #limits: Limits | undefined;
  #endedBy: EndReason | undefined;
  /** Once known, how much audio the file is to hold, samples of each channel. */
  #keptSamples: number | undefined;

  constructor(
    file: LiveFile,
    time: RecordingTime,
    settings: RecordingSettings,
    listener: RecordingAudioListener,
  ) {
    this.file = file;
    this.#time = time;
    this.#timeline = new Timeline(settings.channels);
    this.#settings = settings;
    this.#listener = listener;
    // The header has the correct channels from the start; the rate is set later.
    file.setFormat(liveFormat(settings, settings.sampleRateHz ?? time.rateHz));
  }

  get channels(): 1 | 2 {
    return this.#timeline.channels;
  }

  /** End of what was written, settled or not. */
  get end(): number {
    return this.#timeline.end;
  }

  /** Length of the written audio, settled or not, without what will be trimmed, milliseconds. */
  get lengthMs(): number {
    return this.#time.lengthMs(this.#keptSamples ?? this.#timeline.length);
  }

  get hasEnded(): boolean {
    return this.#endedBy !== undefined;
  }

  /** Replaces the settings (with the same channels) and the listener. */
  handOver(settings: RecordingSettings, listener: RecordingAudioListener): void {
    this.#settings = settings;
    this.#listener = listener;
    if (this.#time.hasRate) this.#setLimits();
  }

  /** Starts the output once the rate is known. @param earliest the first position that audio may have. */
  begin(earliest: number): void {
    this.#timeline.openFrom(earliest);
    this.#setLimits();
    this.file.setFormat(liveFormat(this.#settings, this.#time.rateHz));
  }

  add(samples: Int16Array, at: number, channel: number, track: TrackName): void {
    const late = this.#timeline.add(channel, at, samples);
    if (late > 0) this.miss(at, late, 'late', track);
  }

  /** Extends the recording to that position, with silence where nothing is written. */
  extendTo(position: number): void {
    this.#timeline.extendTo(position);
  }

  /** Passes on silence up to that position, in pieces, so that long silence needs no memory. */
  passSilence(until: number, nowMs: number): void {
    this.commit(this.end, nowMs);
    const piece = (COMMIT_MS * this.#time.rateHz) / 1000;
    while (this.end < until && !this.hasEnded) {
      this.extendTo(Math.min(this.end + piece, until));
      this.commit(this.end, nowMs);
    }
  }

  /** Passes on silence for audio that never arrived, up to that position; it does not count toward silence limits. */
  passOutage(until: number, nowMs: number): void {
    const limits = this.#limits;
    if (limits === undefined || this.hasEnded) return;
    const timeline = this.#timeline;
    const end = Math.min(until, timeline.start + limits.end(this.#time.pausedSamples(nowMs)));
    const piece = (COMMIT_MS * this.#time.rateHz) / 1000;
    while (this.end < end) {
      this.extendTo(Math.min(this.end + piece, end));
      this.#pass(timeline.take(this.end), limits, { mayEnd: false });
    }
  }

  /** Adds a gap. */
  miss(at: number, samples: number, reason: GapReason, track?: TrackName): void {
    const lengthMs = this.#time.lengthMs(samples);
    this.#gaps.add(this.#time.lengthMs(at), lengthMs, reason, track);
    this.#listener.onGap(lengthMs, reason);
  }

  /** Passes on the audio before `until`, which will not change any more. @param nowMs the current time of the audio. */
  commit(until: number, nowMs: number): void {
    const limits = this.#limits;
    if (limits === undefined || this.hasEnded) return;
    const timeline = this.#timeline;
    const end = timeline.start + limits.end(this.#time.pausedSamples(nowMs));
    const piece = (COMMIT_MS * this.#time.rateHz) / 1000;
    while (!this.hasEnded) {
      const begin = Math.max(timeline.base, timeline.start);
      const samples = timeline.take(Math.min(until, end, begin + piece));
      if (samples.length === 0) break;
      this.#pass(samples, limits);
    }
    this.#time.settled(timeline.base);
    if (timeline.base >= end || this.file.isFull) this.reachLimit('max-duration');
  }

  /** Ignores further audio: a limit was reached. */
  reachLimit(reason: EndReason): void {
    if (this.hasEnded) return;
    this.#endedBy = reason;
    this.#listener.onLimit(reason);
  }

  /** Ignores further audio, without notifying the listener. */
  abandon(): void {
    this.#endedBy ??= 'requested';
  }

  /**
   * Closes the file with the part to keep.
   * @param noted saves {@link lengthMs}, before the file gets its final length and before its start is trimmed: audio
   *   found after a crash is never shorter than the saved length, unless something is missing.
   */
  async finish(reason: EndReason, noted: () => Promise<void>): Promise<Captured> {
    this.#endedBy ??= reason;
    const frameBytes = 2 * this.channels;
    const frames = this.file.appendedBytes / frameBytes;
    const trim = this.#limits?.trim(this.#endedBy) ?? { start: 0, end: 0 };
    const to = Math.max(0, frames - trim.end);
    const from = Math.min(trim.start, to);
    this.#keptSamples = to;
    await noted();
    await this.file.finish(to * frameBytes);
    if (from > 0) {
      this.#keptSamples = to - from;
      await noted();
      await this.file.dropStart(from * frameBytes);
    }
    return {
      durationMs: Math.round(this.#time.lengthMs(to - from)),
      sampleRateHz: this.#time.rateHz,
      channels: this.channels,
      gaps: this.#gaps.since(
        this.#time.lengthMs(this.#timeline.start + from),
        this.#time.lengthMs(to - from),
      ),
      ...this.#limits?.totals,
    };
  }

  /** The gap map, with a final gap where the disk stopped accepting data; in milliseconds of the file. */
  gapsWith(offsetMs: number, lengthMs: number): readonly Gap[] {
    const { rateHz } = this.#time;
    const at = this.#timeline.start + (offsetMs * rateHz) / 1000;
    if (lengthMs > 0) this.miss(at, (lengthMs * rateHz) / 1000, 'back-pressure');
    return this.#gapMap();
  }

  #drop(at: number, samples: number): void {
    this.miss(at, samples, 'back-pressure');
    this.#listener.onDropped(this.#time.lengthMs(samples));
  }

  #gapMap(): readonly Gap[] {
    return this.#gaps.since(this.#time.lengthMs(this.#timeline.start));
  }

  #setLimits(): void {
    this.#limits = new Limits(this.#settings, this.channels, this.#time.rateHz);
  }

  /** Checks limits against the spoken audio, and writes the kept part of it to the file. */
  #pass(samples: Int16Array, limits: Limits, { mayEnd = true } = {}): void {
    const { channels } = this;
    const from = this.#timeline.base - samples.length / channels;
    const watched = limits.watch(samples, from, this.#time.paused);
    const silentFrom = mayEnd ? watched : undefined;
    const kept =
      silentFrom === undefined ? samples : samples.subarray(0, (silentFrom - from) * channels);
    silence(kept, from, channels, this.#time.muted);
    if (!this.file.append(kept)) this.#drop(from, kept.length / channels);
    if (silentFrom !== undefined) this.reachLimit('max-silence');
  }
}

/** Silences the samples within the spans; `samples` start at position `from`. */
function silence(
  samples: Int16Array,
  from: number,
  channels: number,
  spans: readonly Span[],
): void {
  for (const span of spans) {
    const first = Math.max(0, (span.from - from) * channels);
    const last = Math.min(samples.length, (span.to - from) * channels);
    if (first < last) samples.fill(0, first, last);
  }
}
