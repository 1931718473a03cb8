import {
  type CapturedMedia,
  type EndReason,
  isLive,
  type PauseBehavior,
  type Recording,
  type TrackName,
} from '@tricord/core';
import type { LiveSession, SessionObserver } from '../intake/live-session.ts';
import type { LiveTrack } from '../intake/live-track.ts';
import { GapMap } from './gap-map.ts';
import { Limits } from './limits.ts';
import type { LiveFile } from './live-file.ts';
import { type InputTarget, RecordingInput, type Window } from './recording-input.ts';
import { Timeline } from './timeline.ts';

/** A track that sends nothing for so long no longer holds up the others, milliseconds. */
const WAIT_MS = 600;
/** Uncommitted audio beyond this is committed without waiting for the next tick, milliseconds. */
const COMMIT_MS = 1000;
const DEFAULT_RATE_HZ = 8000;

/** What an active recording needs from the one who runs it. */
export interface ActiveRecordingOptions {
  readonly recording: Recording;
  readonly file: LiveFile;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** Told what happens to an active recording by itself. */
export interface RecordingObserver {
  /** A limit was reached; called once. */
  onLimit(reason: EndReason): void;
  /** Audio was missed. */
  onGap(lengthMs: number, reason: 'network' | 'back-pressure'): void;
}

/** The audio as it was kept, without what the media store adds. */
export type Captured = Omit<CapturedMedia, 'bytes' | 'sha256'>;

interface Member {
  readonly session: LiveSession;
  readonly inputs: readonly {
    track: LiveTrack;
    input: RecordingInput;
    lastMs: { value: number };
  }[];
}

/**
 * One live recording: lays the tracks of its sessions on a common timeline, and passes what is
 * settled on to the live file. All times are monotonic; positions are samples of each channel.
 */
export class ActiveRecording implements SessionObserver, InputTarget {
  readonly file: LiveFile;
  readonly #options: ActiveRecordingOptions;
  readonly #members = new Map<string, Member>();
  readonly #timeline: Timeline;
  readonly #gaps = new GapMap();
  #inputCount = 0;
  #observer: RecordingObserver | undefined;
  #recording: Recording;
  #rate: number | undefined;
  #limits: Limits | undefined;
  /** The instant at which the recording's position is 0, once there is audio. */
  #originMs: number | undefined;
  #window: Window = { from: 0, to: Number.POSITIVE_INFINITY };
  #pausedAtMs: number | undefined;
  #pause: PauseBehavior | undefined;
  /** Silence kept for pauses: it does not count for the maximal duration. */
  #pausedSamples = 0;
  #lastAudioMs: number;
  #endedBy: EndReason | undefined;

  constructor(options: ActiveRecordingOptions) {
    this.#options = options;
    this.#recording = options.recording;
    this.file = options.file;
    this.#timeline = new Timeline(options.recording.settings.channels);
    this.#lastAudioMs = options.now();
  }

  /** The recording as its owner knows it. */
  get recording(): Recording {
    return this.#recording;
  }

  set recording(recording: Recording) {
    this.#recording = recording;
  }

  /** Says who is told from now on; the one before is told no more. */
  observe(observer: RecordingObserver): void {
    this.#observer = observer;
  }

  get memberCount(): number {
    return this.#members.size;
  }

  get window(): Window {
    return this.#window;
  }

  get muted(): boolean {
    return this.#recording.muted;
  }

  get shared(): boolean {
    return this.#inputCount > 1;
  }

  has(session: LiveSession): boolean {
    return this.#members.has(session.id);
  }

  /** Begins to take a session's audio. */
  join(session: LiveSession): void {
    if (this.has(session)) return;
    const now = this.#options.now();
    const { track: wanted } = this.#recording.settings;
    const inputs = session.tracks
      .filter((track) => wanted === 'both' || track.name === wanted)
      .map((track) => ({
        track,
        input: new RecordingInput(this, track.name, this.#channelOf(track.name)),
        lastMs: { value: now },
      }));
    this.#members.set(session.id, { session, inputs });
    this.#inputCount += inputs.length;
    const heard = session.tracks.find((track) => track.sampleRateHz !== undefined);
    if (heard?.sampleRateHz !== undefined) this.rateFor(heard.sampleRateHz, session.endMs(now));
    for (const { track, input } of inputs) track.addSink(input);
    session.addObserver(this);
  }

  /** Stops taking a session's audio; what came before stays. */
  leave(session: LiveSession): void {
    const member = this.#members.get(session.id);
    if (member === undefined) return;
    for (const { track, input } of member.inputs) {
      track.settle();
      track.removeSink(input);
      input.end();
    }
    session.removeObserver(this);
    this.#members.delete(session.id);
    this.#inputCount -= member.inputs.length;
  }

  /** Leaves out, or silences, what is said from now on. */
  pause(behavior: PauseBehavior): void {
    this.#pausedAtMs = this.#mediaNow();
    this.#originMs ??= this.#pausedAtMs;
    this.#pause = behavior;
    this.#window = { from: this.#window.from, to: this.positionOf(this.#pausedAtMs) };
  }

  /** Takes what is said from now on. */
  resume(): void {
    const from = this.#endPause();
    this.#window = { from, to: Number.POSITIVE_INFINITY };
    this.#limits?.restart();
  }

  unmuted(): void {
    this.#limits?.restart();
  }

  dtmf(_session: LiveSession, digit: string): void {
    if (this.#recording.settings.terminateOn.includes(digit)) this.#end('dtmf');
  }

  /** Passes on what is settled; called now and then. */
  tick(): void {
    if (this.#endedBy !== undefined) return;
    const now = this.#options.now();
    this.#keepPause(now);
    this.#commit(this.#settledPosition(now));
  }

  /** Whether nothing has come for `ms`, though it should have. */
  isStalled(ms: number): boolean {
    return this.#options.now() - this.#lastAudioMs > ms;
  }

  /** Takes the rest, and closes the file with what is to be kept. */
  async finish(reason: EndReason): Promise<Captured> {
    if (this.#pausedAtMs !== undefined) this.#endPause();
    for (const { session } of [...this.#members.values()]) this.leave(session);
    this.#commit(this.#timeline.end);
    this.#endedBy ??= reason;
    const rate = this.#rate ?? DEFAULT_RATE_HZ;
    const { channels } = this.#timeline;
    const frameBytes = 2 * channels;
    const frames = this.file.appendedBytes / frameBytes;
    const trim = this.#limits?.trim(this.#endedBy) ?? { start: 0, end: 0 };
    const to = Math.max(0, frames - trim.end);
    const from = Math.min(trim.start, to);
    await this.file.finish({ from: from * frameBytes, to: to * frameBytes });
    return {
      durationMs: Math.round(((to - from) * 1000) / rate),
      sampleRateHz: rate,
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
    for (const { session } of [...this.#members.values()]) this.leave(session);
    return this.receivedMs;
  }

  /** How much audio it has received, written or not, milliseconds. */
  get receivedMs(): number {
    return (this.#timeline.end * 1000) / (this.#rate ?? DEFAULT_RATE_HZ);
  }

  /** The gap map, with a last gap where the disk took no more. */
  gapsWith(offsetMs: number, lengthMs: number): Captured['gaps'] {
    this.#gaps.add(offsetMs, lengthMs, 'back-pressure');
    return this.#gaps.gaps;
  }

  rateFor(sampleRateHz: number, startMs: number): number {
    this.#originMs ??= startMs;
    if (this.#rate === undefined) {
      this.#rate = this.#recording.settings.sampleRateHz ?? this.#bestRate(sampleRateHz);
      const { settings } = this.#recording;
      this.#limits = new Limits(settings, this.#timeline.channels, this.#rate);
      this.file.setFormat({ sampleRateHz: this.#rate, channels: this.#timeline.channels });
    }
    return this.#rate;
  }

  positionOf(ms: number): number {
    const rate = this.#rate ?? DEFAULT_RATE_HZ;
    return Math.round(((ms - (this.#originMs ?? ms)) * rate) / 1000);
  }

  add(channel: number, at: number, samples: Int16Array): void {
    if (this.#endedBy !== undefined) return;
    const late = this.#timeline.add(channel, at, samples);
    this.#wrote(late);
  }

  addSilence(until: number): void {
    if (this.#endedBy !== undefined) return;
    this.#timeline.extendTo(until);
    this.#wrote(0);
  }

  missed(at: number, lengthMs: number, track: TrackName): void {
    const rate = this.#rate ?? DEFAULT_RATE_HZ;
    const offsetMs = (at * 1000) / rate - lengthMs;
    if (offsetMs + lengthMs <= 0 || this.#pausedAtMs !== undefined) return;
    const cut = Math.max(0, -offsetMs);
    this.#noteGap(offsetMs + cut, lengthMs - cut, 'network', track);
  }

  #wrote(lateSamples: number): void {
    const rate = this.#rate ?? DEFAULT_RATE_HZ;
    this.#lastAudioMs = this.#options.now();
    if (lateSamples > 0 && this.#timeline.base > lateSamples) {
      const offsetMs = ((this.#timeline.base - lateSamples) * 1000) / rate;
      this.#noteGap(offsetMs, (lateSamples * 1000) / rate, 'network');
    }
    if (this.#timeline.end - this.#timeline.base > (COMMIT_MS * rate) / 1000) this.tick();
  }

  #noteGap(
    offsetMs: number,
    lengthMs: number,
    reason: 'network' | 'back-pressure',
    track?: TrackName,
  ): void {
    this.#gaps.add(offsetMs, lengthMs, reason, track);
    this.#observer?.onGap(lengthMs, reason);
  }

  /** Mono mixes everything; stereo has the local side on the left. */
  #channelOf(track: TrackName): number {
    return this.#timeline.channels === 2 && track === 'remote' ? 1 : 0;
  }

  /** The highest rate among the tracks, so that the mix loses nothing. */
  #bestRate(sampleRateHz: number): number {
    let best = sampleRateHz;
    for (const { inputs } of this.#members.values()) {
      for (const { track } of inputs) best = Math.max(best, track.sampleRateHz ?? 0);
    }
    return best;
  }

  /** The present instant in terms of the audio: a source may run ahead of the clock. */
  #mediaNow(): number {
    const now = this.#options.now();
    let latest = now;
    for (const { session } of this.#members.values()) latest = session.endMs(latest);
    return latest;
  }

  /** While a pause is kept as silence, the recording grows with the clock. */
  #keepPause(now: number): void {
    if (this.#pausedAtMs === undefined) return;
    this.#lastAudioMs = now;
    if (this.#pause === 'silence' && this.#originMs !== undefined) {
      this.#timeline.extendTo(this.positionOf(this.#mediaNow()));
    }
  }

  /** @returns the position at which audio is taken again. */
  #endPause(): number {
    const pausedAtMs = this.#pausedAtMs ?? 0;
    const begin = this.positionOf(pausedAtMs);
    const nowMs = this.#mediaNow();
    this.#pausedAtMs = undefined;
    if (this.#pause === 'skip') {
      if (this.#originMs !== undefined) this.#originMs += nowMs - pausedAtMs;
      return begin;
    }
    const end = this.positionOf(nowMs);
    this.#pausedSamples += end - begin;
    if (this.#originMs !== undefined) this.#timeline.extendTo(end);
    return end;
  }

  /** Silence kept so far for the pause that is on. */
  #presentPauseSamples(): number {
    if (this.#pausedAtMs === undefined || this.#pause === 'skip') return 0;
    return Math.max(0, this.#timeline.end - this.positionOf(this.#pausedAtMs));
  }

  /** Up to where no track will write any more. */
  #settledPosition(now: number): number {
    let settled = Number.POSITIVE_INFINITY;
    for (const { inputs } of this.#members.values()) {
      for (const { input, lastMs } of inputs) {
        if (input.takeActivity()) lastMs.value = now;
        if (now - lastMs.value <= WAIT_MS) settled = Math.min(settled, input.position);
      }
    }
    return Math.min(settled, this.#timeline.end);
  }

  #commit(until: number): void {
    const limits = this.#limits;
    if (limits === undefined || this.#endedBy !== undefined) return;
    const end = limits.end(this.#pausedSamples + this.#presentPauseSamples());
    const samples = this.#timeline.take(Math.min(until, end));
    if (samples.length > 0) this.#pass(samples, limits);
    if (this.#timeline.base >= end) this.#end('max-duration');
    else if (this.file.isFull) this.#end('max-duration');
  }

  #pass(samples: Int16Array, limits: Limits): void {
    const { channels } = this.#timeline;
    const watching = !this.#recording.muted && this.#pausedAtMs === undefined;
    const silentAfter = watching ? limits.watch(samples) : undefined;
    const kept = silentAfter === undefined ? samples : samples.subarray(0, silentAfter * channels);
    if (!this.file.append(kept)) {
      const rate = this.#rate ?? DEFAULT_RATE_HZ;
      const lengthMs = (kept.length / channels / rate) * 1000;
      const offsetMs = (this.file.appendedBytes / (2 * channels) / rate) * 1000 - lengthMs;
      this.#noteGap(offsetMs, lengthMs, 'back-pressure');
    }
    if (silentAfter !== undefined) this.#end('max-silence');
  }

  #end(reason: EndReason): void {
    if (this.#endedBy !== undefined || !isLive(this.#recording)) return;
    if (reason === 'dtmf') {
      for (const { inputs } of this.#members.values()) {
        for (const { track } of inputs) track.settle();
      }
      this.#commit(this.#timeline.end);
    }
    this.#endedBy = reason;
    this.#observer?.onLimit(reason);
  }
}
