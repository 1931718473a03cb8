import {
  type EndReason,
  type Gap,
  layoutOf,
  type PauseBehavior,
  type RecordingSettings,
} from '@tricord/core';
import type { LiveSession, SessionObserver } from '../../intake/live-session.ts';
import type { LiveTrack } from '../../intake/live-track.ts';
import type { LiveFile } from '../files/live-file.ts';
import { AudioPlacement } from './audio-placement.ts';
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
  /** Start of the recording, monotonic milliseconds. Default: now. */
  readonly beganMs?: number | undefined;
}

/**
 * The audio of one live recording: places the tracks of its sessions on a common timeline, and passes settled
 * audio on to the live file. It is independent of the recording's state. All times are monotonic.
 */
export class RecordingAudio implements SessionObserver {
  readonly file: LiveFile;
  readonly #now: () => number;
  readonly #members = new RecordingMembers();
  readonly #time: RecordingTime;
  readonly #output: RecordingOutput;
  #settings: RecordingSettings;
  readonly #placement: AudioPlacement;
  #isCut = false;

  constructor({ settings, file, listener, now, beganMs }: RecordingAudioOptions) {
    this.file = file;
    this.#settings = settings;
    this.#now = now;
    this.#time = new RecordingTime(beganMs ?? now());
    this.#output = new RecordingOutput(file, this.#time, settings, listener);
    const deps = { members: this.#members, time: this.#time, output: this.#output, now };
    this.#placement = new AudioPlacement(deps, settings.sampleRateHz);
  }

  /**
   * Continues with other settings and another listener. Audio captured so far and the channels stay as they
   * are.
   */
  handOver(settings: RecordingSettings, listener: RecordingAudioListener): void {
    this.#settings = { ...settings, ...layoutOf(this.#settings) };
    this.#placement.requestedRateHz = settings.sampleRateHz;
    this.#output.handOver(this.#settings, listener);
  }

  get memberCount(): number {
    return this.#members.size;
  }

  /** Length of the audio received, written or not, without what is trimmed at the end, milliseconds. */
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

  /** What its inputs write to. */
  get target(): InputTarget {
    return this.#placement;
  }

  has(session: LiveSession): boolean {
    return this.#members.has(session);
  }

  /** Starts to record a session. */
  join(session: LiveSession): void {
    if (this.has(session) || this.#output.hasEnded) return;
    const now = this.#now();
    this.#members.add(session, this.#placement, this.#settings);
    const heard = session.tracks.find(({ sampleRateHz }) => sampleRateHz !== undefined);
    if (heard?.sampleRateHz !== undefined)
      this.#placement.begin(heard.sampleRateHz, session.endMs(now));
    this.#members.connect(session);
    session.addObserver(this);
  }

  /** Stops recording a session; its earlier audio stays. */
  leave(session: LiveSession): void {
    this.#members.disconnect(session);
    this.#forget(session);
  }

  /** Skips or silences what is spoken from now on. */
  pause(behavior: PauseBehavior): void {
    this.#time.pause(this.#placement.mediaNow, behavior);
  }

  /** Records what is spoken from now on. */
  resume(): void {
    const now = this.#placement.mediaNow;
    this.#extendPause(now);
    this.#time.resume(now);
  }

  /** Replaces what is spoken from now on by silence; limits still apply to the spoken audio. */
  mute(): void {
    this.#time.mute(this.#placement.mediaNow);
  }

  /** Keeps what is spoken from now on. */
  unmute(): void {
    this.#time.unmute(this.#placement.mediaNow);
  }

  dtmf(_session: LiveSession, digit: string): void {
    if (!this.#settings.terminateOn.includes(digit)) return;
    this.#takeRest();
    this.#output.reachLimit('dtmf');
  }

  /** Records one more track. */
  trackAdded(session: LiveSession, track: LiveTrack): void {
    const input = this.#members.addTrack(session, track, this.#placement, this.#settings);
    if (input !== undefined) track.addSink(input);
  }

  /** Passes on settled audio; called periodically. */
  tick(): void {
    if (this.#output.hasEnded) return;
    const now = this.#now();
    this.#members.watchStreams();
    if (this.#time.isPaused || this.#members.isWaiting) this.#placement.lastAudioMs = now;
    const raw = this.#members.settledPosition(this.#placement, now);
    this.#extendPause(this.#placement.mediaNow);
    const { end } = this.#output;
    const waitsFrom = this.#placement.waitsFrom(end);
    const until = Number.isFinite(raw) ? Math.max(this.#time.keptOf(raw), waitsFrom) : end;
    this.#output.commit(until, this.#placement.mediaNow);
  }

  /** Whether no audio has arrived for `ms`, although it should have. */
  isStalled(ms: number): boolean {
    return this.#now() - this.#placement.lastAudioMs > ms;
  }

  /**
   * Takes the remaining audio, and closes the file with the part to keep.
   * @param noted saves {@link receivedMs}; called when it includes the remaining audio.
   */
  finish(reason: EndReason, noted: () => Promise<void> = async () => {}): Promise<Captured> {
    if (this.#time.isPaused && !this.#isCut) this.resume();
    this.#takeRest();
    return this.#output.finish(reason, noted);
  }

  /** Ignores what is spoken from now on; {@link finish} follows. */
  cut(): void {
    const now = this.#placement.mediaNow;
    this.#extendPause(now);
    this.#time.pause(now, 'skip');
    this.#isCut = true;
  }

  /** Stops recording and deletes what was captured. */
  async discard(): Promise<void> {
    this.abandon();
    await this.file.discard();
  }

  /**
   * Stops recording, and leaves the file as it is.
   * @returns how much audio had been received, milliseconds.
   */
  abandon(): number {
    this.#output.abandon();
    for (const session of this.#members.sessions) this.leave(session);
    return this.receivedMs;
  }

  /** The gap map, with a final gap where the disk stopped accepting data. */
  gapsWith(offsetMs: number, lengthMs: number): readonly Gap[] {
    return this.#output.gapsWith(offsetMs, lengthMs);
  }

  /** Extends the recording to the start of a pause, or through it. */
  #extendPause(now: number): void {
    const kept = this.#time.hasRate ? this.#time.keptUntil(now) : undefined;
    if (kept !== undefined) this.#output.extendTo(kept);
  }

  #forget(session: LiveSession): void {
    this.#members.remove(session);
    session.removeObserver(this);
  }

  /** Releases all sessions, after taking and passing on their remaining audio. */
  #takeRest(): void {
    const { sessions } = this.#members;
    const now = this.#time.rawOf(this.#placement.mediaNow);
    const isBroken = this.#time.hasRate && this.#members.isBroken;
    for (const session of sessions) this.#members.disconnect(session);
    this.#members.missedAtEnd(this.#placement, this.#time.rateHz, now);
    for (const session of sessions) this.#forget(session);
    this.#output.commit(this.#output.end, this.#placement.mediaNow);
    // What a broken stream would have sent by now.
    if (isBroken) this.#output.passOutage(this.#time.keptOf(now), this.#placement.mediaNow);
  }
}
