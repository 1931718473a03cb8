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

/** Told what happens to the audio by itself. */
export interface RecordingAudioListener {
  /** A limit was reached: nothing more is taken. Called at most once. */
  onLimit(reason: EndReason): void;
  /** Audio is missing. */
  onGap(lengthMs: number, reason: GapReason): void;
  /** Audio was dropped because the disk did not keep up. {@link onGap} is called for it, too. */
  onDropped(lengthMs: number): void;
}

/** The audio as it was kept, without what the media store adds. */
export type Captured = Omit<CapturedMedia, 'bytes' | 'sha256'>;

/**
 * The recording as it is written: mixes audio on a timeline, and passes what is settled through the limits into the
 * live file, as far as it is kept. Positions are kept ones.
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
  /** Once it is known, how much of the audio the file is to hold, samples of each channel. */
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
    // The header has the right channels from the start; the rate follows.
    file.setFormat(liveFormat(settings, settings.sampleRateHz ?? time.rateHz));
  }

  get channels(): 1 | 2 {
    return this.#timeline.channels;
  }

  /** End of what was written, settled or not. */
  get end(): number {
    return this.#timeline.end;
  }

  /** Length of what was written, settled or not, and is not to be cut off, milliseconds. */
  get lengthMs(): number {
    return this.#time.lengthMs(this.#keptSamples ?? this.#timeline.length);
  }

  get hasEnded(): boolean {
    return this.#endedBy !== undefined;
  }

  /** Replaces the settings, whose channels are the same, and the listener. */
  handOver(settings: RecordingSettings, listener: RecordingAudioListener): void {
    this.#settings = settings;
    this.#listener = listener;
    if (this.#time.hasRate) this.#setLimits();
  }

  /** The rate is known. @param earliest position that audio may have. */
  begin(earliest: number): void {
    this.#timeline.openFrom(earliest);
    this.#setLimits();
    this.file.setFormat(liveFormat(this.#settings, this.#time.rateHz));
  }

  add(samples: Int16Array, at: number, channel: number, track: TrackName): void {
    const late = this.#timeline.add(channel, at, samples);
    if (late > 0) this.miss(at, late, 'late', track);
  }

  /** Makes the recording reach that position, with silence where nothing is written. */
  extendTo(position: number): void {
    this.#timeline.extendTo(position);
  }

  /** Passes on silence up to that position, a piece at a time: however long it is, it takes no memory. */
  passSilence(until: number, nowMs: number): void {
    this.commit(this.end, nowMs);
    const piece = (COMMIT_MS * this.#time.rateHz) / 1000;
    while (this.end < until && !this.hasEnded) {
      this.extendTo(Math.min(this.end + piece, until));
      this.commit(this.end, nowMs);
    }
  }

  /** Passes on silence up to that position, in place of audio that never came: it is not what ends a recording. */
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

  /** Notes that audio is missing. */
  miss(at: number, samples: number, reason: GapReason, track?: TrackName): void {
    const lengthMs = this.#time.lengthMs(samples);
    this.#gaps.add(this.#time.lengthMs(at), lengthMs, reason, track);
    this.#listener.onGap(lengthMs, reason);
  }

  /** Passes on what lies before `until`: it will not change any more. @param nowMs the present moment of the audio. */
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

  /** Takes nothing more: a limit was reached. */
  reachLimit(reason: EndReason): void {
    if (this.hasEnded) return;
    this.#endedBy = reason;
    this.#listener.onLimit(reason);
  }

  /** Takes nothing more, and tells nobody. */
  abandon(): void {
    this.#endedBy ??= 'requested';
  }

  /**
   * Closes the file with what is to be kept.
   * @param noted has {@link lengthMs} put down, before the file has its last length and before it loses its start: what
   *   is found after a crash is never shorter than what was put down, unless something is missing.
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

  /** The gap map, with a last gap where the disk took no more; in milliseconds of the file. */
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

  /** The limits go by what was said; into the file goes what is kept of it. */
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

/** Replaces what lies in the spans by silence; `samples` begin at position `from`. */
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
