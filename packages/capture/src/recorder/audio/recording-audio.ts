import {
  type EndReason,
  type Gap,
  layoutOf,
  type PauseBehavior,
  type RecordingSettings,
  type TrackName,
} from '@tricord/core';
import type { LiveSession, SessionObserver } from '../../intake/live-session.ts';
import type { LiveTrack } from '../../intake/live-track.ts';
import { MAX_TIMELINE_MS } from '../../timing.ts';
import type { LiveFile } from '../files/live-file.ts';
import type { InputTarget } from './recording-input.ts';
import { RecordingMembers } from './recording-members.ts';
import { type Captured, type RecordingAudioListener, RecordingOutput } from './recording-output.ts';
import { RecordingTime } from './recording-time.ts';

export interface RecordingAudioOptions {
  readonly settings: RecordingSettings;
  readonly file: LiveFile;
  readonly listener: RecordingAudioListener;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** When it began, monotonic milliseconds. Default: now. */
  readonly beganMs?: number | undefined;
}

/**
 * The audio of one live recording: lays the tracks of its sessions on a common timeline, and passes what
 * is settled on to the live file. It knows nothing of the recording's state. All times are monotonic.
 */
export class RecordingAudio implements SessionObserver, InputTarget {
  readonly file: LiveFile;
  readonly #now: () => number;
  readonly #members = new RecordingMembers();
  readonly #time: RecordingTime;
  readonly #output: RecordingOutput;
  #settings: RecordingSettings;
  #lastAudioMs: number;
  #isCut = false;

  constructor({ settings, file, listener, now, beganMs }: RecordingAudioOptions) {
    this.file = file;
    this.#settings = settings;
    this.#now = now;
    this.#lastAudioMs = now();
    this.#time = new RecordingTime(beganMs ?? this.#lastAudioMs);
    this.#output = new RecordingOutput(file, this.#time, settings, listener);
  }

  /**
   * Goes on for somebody else, under other settings. What was captured so far stays as it is, and so do the
   * channels.
   */
  handOver(settings: RecordingSettings, listener: RecordingAudioListener): void {
    this.#settings = { ...settings, ...layoutOf(this.#settings) };
    this.#output.handOver(this.#settings, listener);
  }

  get memberCount(): number {
    return this.#members.size;
  }

  get shared(): boolean {
    return this.#members.trackCount > 1;
  }

  /** How much audio it has received, written or not, without what is cut off at its end, milliseconds. */
  get receivedMs(): number {
    return this.#output.lengthMs;
  }

  /** Undefined until the first audio. */
  get sampleRateHz(): number | undefined {
    return this.#time.hasRate ? this.#time.rateHz : undefined;
  }

  get channels(): 1 | 2 {
    return this.#output.channels;
  }

  has(session: LiveSession): boolean {
    return this.#members.has(session);
  }

  /** Begins to take a session's audio. */
  join(session: LiveSession): void {
    if (this.has(session) || this.#output.hasEnded) return;
    const now = this.#now();
    this.#members.add(session, this, this.#settings);
    const heard = session.tracks.find(({ sampleRateHz }) => sampleRateHz !== undefined);
    if (heard?.sampleRateHz !== undefined) this.#begin(heard.sampleRateHz, session.endMs(now));
    this.#members.connect(session);
    session.addObserver(this);
  }

  /** Stops taking a session's audio; what came before stays. */
  leave(session: LiveSession): void {
    this.#members.disconnect(session);
    this.#forget(session);
  }

  /** Leaves out, or silences, what is said from now on. */
  pause(behavior: PauseBehavior): void {
    this.#time.pause(this.#mediaNow(), behavior);
  }

  /** Takes what is said from now on. */
  resume(): void {
    const now = this.#mediaNow();
    this.#extendPause(now);
    this.#time.resume(now);
  }

  /** Keeps silence of what is said from now on; limits still go by what is said. */
  mute(): void {
    this.#time.mute(this.#mediaNow());
  }

  /** Keeps what is said from now on. */
  unmute(): void {
    this.#time.unmute(this.#mediaNow());
  }

  dtmf(_session: LiveSession, digit: string): void {
    if (!this.#settings.terminateOn.includes(digit)) return;
    this.#takeRest();
    this.#output.reachLimit('dtmf');
  }

  /** Takes the audio of one more track. */
  trackAdded(session: LiveSession, track: LiveTrack): void {
    const input = this.#members.addTrack(session, track, this, this.#settings);
    if (input !== undefined) track.addSink(input);
  }

  /** Passes on what is settled; called now and then. */
  tick(): void {
    if (this.#output.hasEnded) return;
    const now = this.#now();
    this.#members.watchStreams();
    if (this.#time.isPaused || this.#members.isWaiting) this.#lastAudioMs = now;
    const raw = this.#members.settledPosition(this, now);
    this.#extendPause(this.#mediaNow());
    const { end } = this.#output;
    const waitsFrom = end - this.#mostSamples;
    const until = Number.isFinite(raw) ? Math.max(this.#time.keptOf(raw), waitsFrom) : end;
    this.#output.commit(until, this.#mediaNow());
  }

  /** Whether nothing has come for `ms`, though it should have. */
  isStalled(ms: number): boolean {
    return this.#now() - this.#lastAudioMs > ms;
  }

  /**
   * Takes the rest, and closes the file with what is to be kept.
   * @param noted puts down {@link receivedMs}; called when the rest is in it.
   */
  finish(reason: EndReason, noted: () => Promise<void> = async () => {}): Promise<Captured> {
    if (this.#time.isPaused && !this.#isCut) this.resume();
    this.#takeRest();
    return this.#output.finish(reason, noted);
  }

  /** Takes nothing that is said from now on; {@link finish} follows. */
  cut(): void {
    const now = this.#mediaNow();
    this.#extendPause(now);
    this.#time.pause(now, 'skip');
    this.#isCut = true;
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
    this.#output.abandon();
    for (const session of this.#members.sessions) this.leave(session);
    return this.receivedMs;
  }

  /** The gap map, with a last gap where the disk took no more. */
  gapsWith(offsetMs: number, lengthMs: number): readonly Gap[] {
    return this.#output.gapsWith(offsetMs, lengthMs);
  }

  rateFor(sampleRateHz: number, startMs: number): number {
    // Other tracks may hold what was said before.
    if (!this.#time.hasRate) this.#begin(sampleRateHz, Math.min(startMs, this.#members.heldFromMs));
    return this.#time.rateHz;
  }

  rawOf(ms: number): number {
    return this.#time.rawOf(ms);
  }

  lay(samples: Int16Array, at: number, channel: number, track: TrackName): void {
    if (this.#output.hasEnded) return;
    const kept = this.#time.keptOf(at);
    const waitsFrom = kept - this.#mostSamples;
    if (waitsFrom > this.#output.end) this.#output.passSilence(waitsFrom, this.#mediaNow());
    if (this.#time.isOpenFrom(at)) this.#output.add(samples, kept, channel, track);
    else this.#layParts(samples, at, channel, track);
    this.#lastAudioMs = this.#now();
  }

  /** Fixes the rate, and the start of the recording, unless they are. */
  #begin(sampleRateHz: number, startMs: number): void {
    const time = this.#time;
    if (time.hasRate) return;
    const rateHz = this.#settings.sampleRateHz ?? this.#members.bestRate(sampleRateHz);
    this.#output.begin(time.begin(rateHz, startMs));
    // A pause may have come first; its silence is the start of the recording.
    if (time.paused.length > 0) this.#output.extendTo(time.keptOf(time.rawOf(startMs)));
  }

  /** Lays what is not left out for a pause. */
  #layParts(samples: Int16Array, at: number, channel: number, track: TrackName): void {
    for (const { from, to } of this.#time.partsOf(at, at + samples.length)) {
      const part = samples.subarray(from - at, to - at);
      this.#output.add(part, this.#time.keptOf(from), channel, track);
    }
  }

  missed(at: number, lengthMs: number, track: TrackName): void {
    const from = at - Math.round((lengthMs * this.#time.rateHz) / 1000);
    for (const part of this.#time.partsOf(from, at)) {
      this.#output.miss(this.#time.keptOf(part.from), part.to - part.from, 'network', track);
    }
  }

  /** The recording reaches up to the begin of a pause, or through it. */
  #extendPause(now: number): void {
    const kept = this.#time.hasRate ? this.#time.keptUntil(now) : undefined;
    if (kept !== undefined) this.#output.extendTo(kept);
  }

  /** How much a recording holds back for slow tracks, samples. */
  get #mostSamples(): number {
    return (MAX_TIMELINE_MS * this.#time.rateHz) / 1000;
  }

  #forget(session: LiveSession): void {
    this.#members.remove(session);
    session.removeObserver(this);
  }

  /** Lets all sessions go, with what they have brought, and passes it on. */
  #takeRest(): void {
    const { sessions } = this.#members;
    const now = this.#time.rawOf(this.#mediaNow());
    const isBroken = this.#time.hasRate && this.#members.isBroken;
    for (const session of sessions) this.#members.disconnect(session);
    this.#members.missedAtEnd(this, this.#time.rateHz, now);
    for (const session of sessions) this.#forget(session);
    this.#output.commit(this.#output.end, this.#mediaNow());
    // What a broken stream would have brought until now.
    if (isBroken) this.#output.passOutage(this.#time.keptOf(now), this.#mediaNow());
  }

  #mediaNow(): number {
    return this.#members.mediaNow(this.#time, this.#now());
  }
}
