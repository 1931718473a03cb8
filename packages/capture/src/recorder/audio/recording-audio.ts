import type {
  CapturedMedia,
  EndReason,
  PauseBehavior,
  RecordingSettings,
  TrackName,
} from '@tricord/core';
import type { LiveSession, SessionObserver } from '../../intake/live-session.ts';
import type { LiveFile } from '../files/live-file.ts';
import { GapMap } from './gap-map.ts';
import { Limits } from './limits.ts';
import type { InputTarget } from './recording-input.ts';
import { RecordingMembers } from './recording-members.ts';
import { RecordingTime, type Window } from './recording-time.ts';
import { Timeline } from './timeline.ts';

/** Uncommitted audio beyond this is committed without waiting for the next tick, milliseconds. */
const COMMIT_MS = 1000;

/** Told what happens to the audio by itself. */
export interface RecordingAudioListener {
  /** A limit was reached: nothing more is taken. Called at most once. */
  onLimit(reason: EndReason): void;
  /** Audio is missing. */
  onGap(lengthMs: number, reason: 'network' | 'back-pressure'): void;
}

export interface RecordingAudioOptions {
  readonly settings: RecordingSettings;
  readonly file: LiveFile;
  readonly listener: RecordingAudioListener;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** The audio as it was kept, without what the media store adds. */
export type Captured = Omit<CapturedMedia, 'bytes' | 'sha256'>;

/**
 * The audio of one live recording: lays the tracks of its sessions on a common timeline, and passes what
 * is settled on to the live file. It knows nothing of the recording's state. All times are monotonic;
 * positions are samples of each channel.
 */
export class RecordingAudio implements SessionObserver, InputTarget {
  readonly file: LiveFile;
  readonly #now: () => number;
  readonly #members = new RecordingMembers();
  readonly #timeline: Timeline;
  readonly #time = new RecordingTime();
  readonly #gaps = new GapMap();
  #settings: RecordingSettings;
  #listener: RecordingAudioListener;
  #limits: Limits | undefined;
  #lastAudioMs: number;
  #endedBy: EndReason | undefined;

  constructor({ settings, file, listener, now }: RecordingAudioOptions) {
    this.file = file;
    this.#settings = settings;
    this.#listener = listener;
    this.#now = now;
    this.#timeline = new Timeline(settings.channels);
    this.#lastAudioMs = now();
  }

  /**
   * Goes on for somebody else, under other settings. What was captured so far stays as it is, and so do the
   * channels.
   */
  handOver(settings: RecordingSettings, listener: RecordingAudioListener): void {
    this.#settings = settings;
    this.#listener = listener;
    if (this.#time.hasRate) this.#setLimits();
  }

  get memberCount(): number {
    return this.#members.size;
  }

  get window(): Window {
    return this.#time.window;
  }

  get muted(): readonly Window[] {
    return this.#time.muted;
  }

  get shared(): boolean {
    return this.#members.trackCount > 1;
  }

  /** How much audio it has received, written or not, milliseconds. */
  get receivedMs(): number {
    return this.#time.lengthMs(this.#timeline.end);
  }

  has(session: LiveSession): boolean {
    return this.#members.has(session);
  }

  /** Begins to take a session's audio. */
  join(session: LiveSession): void {
    if (this.has(session)) return;
    const now = this.#now();
    const { track } = this.#settings;
    this.#members.add(session, this, { track, channels: this.#timeline.channels }, now);
    const heard = session.tracks.find(({ sampleRateHz }) => sampleRateHz !== undefined);
    if (heard?.sampleRateHz !== undefined) this.rateFor(heard.sampleRateHz, session.endMs(now));
    this.#members.connect(session);
    session.addObserver(this);
  }

  /** Stops taking a session's audio; what came before stays. */
  leave(session: LiveSession): void {
    this.#members.remove(session);
    session.removeObserver(this);
  }

  /** Leaves out, or silences, what is said from now on. */
  pause(behavior: PauseBehavior): void {
    this.#time.pause(this.#mediaNow(), behavior);
  }

  /** Takes what is said from now on. */
  resume(): void {
    const from = this.#time.resume(this.#mediaNow());
    if (from !== undefined) this.#timeline.extendTo(from);
    this.#limits?.restart();
  }

  /** Keeps silence of what is said from now on. */
  mute(): void {
    this.#time.mute(this.#mediaNow());
  }

  /** Keeps what is said from now on. */
  unmute(): void {
    this.#time.unmute(this.#mediaNow());
    this.#limits?.restart();
  }

  dtmf(_session: LiveSession, digit: string): void {
    if (!this.#settings.terminateOn.includes(digit)) return;
    this.#members.settle();
    this.#commit(this.#timeline.end);
    this.#end('dtmf');
  }

  /** Passes on what is settled; called now and then. */
  tick(): void {
    if (this.#endedBy !== undefined) return;
    const now = this.#now();
    if (this.#time.isPaused) this.#lastAudioMs = now;
    const kept = this.#time.keptUntil(this.#mediaNow());
    if (kept !== undefined) this.#timeline.extendTo(kept);
    this.#commit(this.#members.settledPosition(now));
  }

  /** Whether nothing has come for `ms`, though it should have. */
  isStalled(ms: number): boolean {
    return this.#now() - this.#lastAudioMs > ms;
  }

  /** Takes the rest, and closes the file with what is to be kept. */
  async finish(reason: EndReason): Promise<Captured> {
    if (this.#time.isPaused) this.resume();
    for (const session of this.#members.sessions) this.leave(session);
    this.#commit(this.#timeline.end);
    this.#endedBy ??= reason;
    const { channels } = this.#timeline;
    const frameBytes = 2 * channels;
    const frames = this.file.appendedBytes / frameBytes;
    const trim = this.#limits?.trim(this.#endedBy) ?? { start: 0, end: 0 };
    const to = Math.max(0, frames - trim.end);
    const from = Math.min(trim.start, to);
    await this.file.finish({ from: from * frameBytes, to: to * frameBytes });
    return {
      durationMs: Math.round(this.#time.lengthMs(to - from)),
      sampleRateHz: this.#time.rateHz,
      channels,
      gaps: this.#gaps.gaps,
      ...this.#limits?.totals,
    };
  }

  /** Stops taking audio and deletes what was captured. */
  async discard(): Promise<void> {
    this.abandon();
    await this.file.discard();
  }

  /**
   * Stops taking audio, and leaves the file as it is.
   * @returns how much audio had been received, milliseconds.
   */
  abandon(): number {
    this.#endedBy ??= 'requested';
    for (const session of this.#members.sessions) this.leave(session);
    return this.receivedMs;
  }

  /** The gap map, with a last gap where the disk took no more. */
  gapsWith(offsetMs: number, lengthMs: number): Captured['gaps'] {
    if (lengthMs > 0) this.#noteGap(offsetMs, lengthMs, 'back-pressure');
    return this.#gaps.gaps;
  }

  rateFor(sampleRateHz: number, startMs: number): number {
    const time = this.#time;
    time.startAt(startMs);
    if (!time.hasRate) {
      time.fixRate(this.#settings.sampleRateHz ?? this.#members.bestRate(sampleRateHz));
      this.#setLimits();
      this.file.setFormat({ sampleRateHz: time.rateHz, channels: this.#timeline.channels });
    }
    return time.rateHz;
  }

  positionOf(ms: number): number {
    return this.#time.positionOf(ms);
  }

  add(channel: number, at: number, samples: Int16Array): void {
    if (this.#endedBy !== undefined) return;
    const late = this.#timeline.add(channel, at, samples);
    if (late > 0 && this.#timeline.base > late) {
      const offsetMs = this.#time.lengthMs(this.#timeline.base - late);
      this.#noteGap(offsetMs, this.#time.lengthMs(late), 'network');
    }
    this.#wrote();
  }

  addSilence(until: number): void {
    if (this.#endedBy !== undefined) return;
    this.#timeline.extendTo(until);
    this.#wrote();
  }

  missed(at: number, lengthMs: number, track: TrackName): void {
    const endMs = this.#time.lengthMs(at);
    if (endMs <= 0 || this.#time.isPaused) return;
    const offsetMs = Math.max(0, endMs - lengthMs);
    this.#noteGap(offsetMs, endMs - offsetMs, 'network', track);
  }

  #setLimits(): void {
    this.#limits = new Limits(this.#settings, this.#timeline.channels, this.#time.rateHz);
  }

  #wrote(): void {
    this.#lastAudioMs = this.#now();
    const waitingMs = this.#time.lengthMs(this.#timeline.end - this.#timeline.base);
    if (waitingMs > COMMIT_MS) this.tick();
  }

  #noteGap(
    offsetMs: number,
    lengthMs: number,
    reason: 'network' | 'back-pressure',
    track?: TrackName,
  ): void {
    this.#gaps.add(offsetMs, lengthMs, reason, track);
    this.#listener.onGap(lengthMs, reason);
  }

  #mediaNow(): number {
    return this.#members.mediaNow(this.#now());
  }

  #commit(until: number): void {
    const limits = this.#limits;
    if (limits === undefined || this.#endedBy !== undefined) return;
    const end = limits.end(this.#time.pausedSamples(this.#mediaNow()));
    const samples = this.#timeline.take(Math.min(until, end));
    if (samples.length > 0) this.#pass(samples, limits);
    this.#time.settled(this.#timeline.base);
    if (this.#timeline.base >= end || this.file.isFull) this.#end('max-duration');
  }

  #pass(samples: Int16Array, limits: Limits): void {
    const { channels } = this.#timeline;
    const { base } = this.#timeline;
    const silenced = this.#time.mutes(base - samples.length / channels, base);
    const watching = !silenced && !this.#time.isPaused;
    const silentAfter = watching ? limits.watch(samples) : undefined;
    const kept = silentAfter === undefined ? samples : samples.subarray(0, silentAfter * channels);
    const offsetBytes = this.file.appendedBytes;
    if (!this.file.append(kept)) {
      const offsetMs = this.#time.lengthMs(offsetBytes / (2 * channels));
      this.#noteGap(offsetMs, this.#time.lengthMs(kept.length / channels), 'back-pressure');
    }
    if (silentAfter !== undefined) this.#end('max-silence');
  }

  #end(reason: EndReason): void {
    if (this.#endedBy !== undefined) return;
    this.#endedBy = reason;
    this.#listener.onLimit(reason);
  }
}
