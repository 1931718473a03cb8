import { mkdir } from 'node:fs/promises';
import {
  type CapturedMedia,
  type Catalog,
  type Clock,
  type CommandResult,
  type EndReason,
  type EventBus,
  isLive,
  type MediaStore,
  type Recorder,
  type RecorderCommand,
  type RecorderStatus,
  type Recording,
  type Renditions,
  sameTarget,
  type Timer,
  TricordError,
} from '@tricord/core';
import type { Logger } from 'pino';
import type { LiveSession } from '../intake/live-session.ts';
import type { LiveSessions, SessionsListener } from '../intake/live-sessions.ts';
import type { CaptureMetrics } from '../metrics.ts';
import { ActiveRecording } from './active-recording.ts';
import { Ledger } from './ledger.ts';
import { LiveFile } from './live-file.ts';
import { ledgerPath, livePath } from './live-folder.ts';
import { mendLiveFile } from './mend-live-file.ts';
import { OwnedRecording } from './owned-recording.ts';
import { repairRecordings } from './repair.ts';
import { storeCaptured } from './store-captured.ts';

export interface SessionRecorderDeps {
  readonly catalog: Catalog;
  readonly media: MediaStore;
  readonly renditions: Pick<Renditions, 'forget'>;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly sessions: LiveSessions;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
}

export interface SessionRecorderOptions {
  /** Folder of the live files; best on the same file system as the media store. */
  readonly folder: string;
  /** Audio is on disk after so long. */
  readonly flushIntervalMs: number;
  /** Audio survives a power cut after so long. */
  readonly fsyncIntervalMs: number;
  /** New recordings are refused while the store has less room than this. */
  readonly minFreeBytes: number;
}

/** How often audio is taken from the timelines and limits are checked, milliseconds. */
const TICK_MS = 100;
/** How often the free space is looked up, milliseconds. */
const SPACE_CHECK_MS = 5000;

/** The recorder port for sessions whose audio arrives in this process. */
export class SessionRecorder implements Recorder, SessionsListener {
  readonly #deps: SessionRecorderDeps;
  readonly #options: SessionRecorderOptions;
  readonly #owned = new Map<string, OwnedRecording>();
  readonly #timers: Timer[] = [];
  readonly #stopListening: () => void;
  readonly #ledger: Ledger;
  #status: RecorderStatus = 'ready';

  private constructor(deps: SessionRecorderDeps, options: SessionRecorderOptions, ledger: Ledger) {
    this.#deps = deps;
    this.#options = options;
    this.#ledger = ledger;
    this.#stopListening = deps.sessions.listen(this);
    const { clock } = deps;
    this.#timers.push(
      clock.every(TICK_MS, () => this.#tick()),
      clock.every(options.flushIntervalMs, () => void this.flush()),
      clock.every(options.fsyncIntervalMs, () => this.#sync()),
      clock.every(SPACE_CHECK_MS, () => void this.#checkSpace()),
    );
  }

  /**
   * Creates the folder of live files if need be, repairs what an earlier process left there, and
   * starts the recorder's timers.
   */
  static async open(
    deps: SessionRecorderDeps,
    options: SessionRecorderOptions,
  ): Promise<SessionRecorder> {
    await mkdir(options.folder, { recursive: true, mode: 0o700 });
    await repairRecordings(deps, { folder: options.folder });
    const ledger = await Ledger.open(ledgerPath(options.folder));
    const recorder = new SessionRecorder(deps, options, ledger);
    await recorder.#checkSpace();
    return recorder;
  }

  status(): RecorderStatus {
    return this.#status;
  }

  async begin(recording: Recording, options: { exclusive?: boolean } = {}): Promise<Recording> {
    this.#refuseUnlessReady();
    const { catalog, clock, events } = this.#deps;
    const sessions = this.#sessionsOf(recording);
    if (sessions.length === 0) {
      throw new TricordError('session-not-live', 'No audio of this call reaches this recorder');
    }
    if (options.exclusive) this.#refuseRecorded(recording);
    const owned = this.#own(recording);
    try {
      await catalog.recordings.insert(recording);
    } catch (error) {
      this.#disown(owned);
      throw error;
    }
    for (const session of sessions) owned.active.join(session);
    events.publish({
      type: 'recording.queued',
      at: clock.now(),
      accountId: recording.accountId,
      recording,
    });
    void this.#start(owned);
    return recording;
  }

  async command(
    accountId: string,
    recordingId: string,
    command: RecorderCommand,
  ): Promise<CommandResult> {
    const owned = await this.#find(accountId, recordingId);
    const { active } = owned;
    switch (command.type) {
      case 'pause':
        return owned.apply(command, () => active.pause(command.behavior));
      case 'resume':
        return owned.apply(command, () => active.resume());
      case 'mute':
        return owned.apply(command);
      case 'unmute':
        return owned.apply(command, () => active.unmuted());
      case 'stop':
        return this.#stop(owned, 'requested');
      case 'discard':
        return this.#discard(owned);
    }
  }

  async settled(accountId: string, recordingId: string): Promise<Recording> {
    const owned = this.#owned.get(recordingId);
    if (owned !== undefined && owned.recording.accountId === accountId) return owned.settled;
    const recording = await this.#deps.catalog.recordings.get(accountId, recordingId);
    if (recording === undefined) throw new TricordError('recording-not-found', 'Gone');
    return recording;
  }

  /** Writes what the live recordings have to disk. Never rejects. */
  async flush(): Promise<void> {
    const live = [...this.#owned.values()].filter(
      ({ recording }) => recording.state !== 'finishing',
    );
    await Promise.all(live.map((owned) => this.#background(owned, owned.active.file.flush())));
  }

  /** Resolves once the ledger says what was received when this was called, or later. */
  async ledgerWritten(): Promise<void> {
    await this.#ledger.settled();
    await this.#writeLedger();
  }

  /** Takes nothing new, and finishes every live recording. Idempotent. */
  async drain(): Promise<void> {
    if (this.#status !== 'unavailable') this.#status = 'draining';
    await this.#stopAll([...this.#owned.values()], 'shutdown');
  }

  /** Drains, then stops for good. Idempotent. */
  async close(): Promise<void> {
    await this.drain();
    this.#status = 'unavailable';
    for (const timer of this.#timers) timer.cancel();
    this.#stopListening();
    await this.#ledger.close();
  }

  joined(session: LiveSession): void {
    for (const owned of this.#owned.values()) {
      if (isMember(owned.recording, session)) owned.active.join(session);
    }
    this.#deps.metrics.liveSessions.set(this.#deps.sessions.size);
  }

  updated(session: LiveSession): void {
    for (const owned of this.#owned.values()) {
      const { active, recording } = owned;
      const { target } = recording;
      if (target.kind === 'session' && target.sessionId === session.id) {
        void this.#background(owned, owned.describe(session.session.call));
      }
      if (target.kind !== 'conference') continue;
      if (isMember(recording, session)) active.join(session);
      else active.leave(session);
    }
  }

  async left(session: LiveSession): Promise<void> {
    this.#deps.metrics.liveSessions.set(this.#deps.sessions.size);
    const over: OwnedRecording[] = [];
    for (const owned of this.#owned.values()) {
      if (!owned.active.has(session)) continue;
      if (owned.active.memberCount === 1) over.push(owned);
      else owned.active.leave(session);
    }
    await this.#stopAll(over, 'hangup');
  }

  #own(recording: Recording): OwnedRecording {
    const { clock, metrics } = this.#deps;
    const owned: OwnedRecording = new OwnedRecording(
      new ActiveRecording({
        recording,
        file: new LiveFile(livePath(this.#options.folder, recording.id)),
        now: () => clock.monotonicMs(),
        onLimit: (reason) => void this.#background(owned, this.#stop(owned, reason)),
        onGap: (lengthMs, reason) => metrics.gapSeconds.inc({ reason }, lengthMs / 1000),
      }),
      this.#deps,
    );
    this.#owned.set(recording.id, owned);
    metrics.liveRecordings.set(this.#owned.size);
    return owned;
  }

  async #start(owned: OwnedRecording): Promise<void> {
    try {
      await owned.active.file.open();
      // Someone may have stopped or discarded it while the file was being created.
      if (owned.recording.state === 'queued') await owned.apply({ type: 'begin' });
    } catch (error) {
      await this.#fail(owned, error);
    }
  }

  async #stop(owned: OwnedRecording, reason: EndReason): Promise<CommandResult> {
    const result = await owned.apply({ type: 'stop', reason });
    if (result.changed) void this.#finish(owned, reason);
    return result;
  }

  async #discard(owned: OwnedRecording): Promise<CommandResult> {
    const result = await owned.apply({ type: 'discard' });
    await owned.active.discard();
    this.#release(owned);
    return result;
  }

  /** From the last sample to a recording that can be fetched. Never rejects. */
  async #finish(owned: OwnedRecording, reason: EndReason): Promise<void> {
    const { media, renditions } = this.#deps;
    const { active, recording } = owned;
    try {
      const captured = await active.finish(reason);
      const stored = await storeCaptured(media, recording, active.file.path, captured);
      await owned.apply({ type: 'complete', media: stored });
      if (recording.replaces !== undefined) await renditions.forget(recording.replaces);
      this.#release(owned);
    } catch (error) {
      await this.#fail(owned, error);
    }
  }

  /** Ends a recording that cannot go on, and keeps what reached its file. Never rejects. */
  async #fail(owned: OwnedRecording, error: unknown): Promise<void> {
    if (!isLive(owned.recording)) return;
    const { logger } = this.#deps;
    const cause = error instanceof Error ? error.message : String(error);
    logger.error({ err: error, recording: owned.recording.id }, 'recording failed');
    try {
      const media = await this.#salvage(owned);
      await owned.apply({ type: 'fail', cause, ...(media === undefined ? {} : { media }) });
    } catch (failure) {
      logger.error({ err: failure, recording: owned.recording.id }, 'failure could not be noted');
    }
    this.#release(owned);
  }

  /** Stores what reached the live file; where that fails too, the file stays where it is. */
  async #salvage({ active, recording }: OwnedRecording): Promise<CapturedMedia | undefined> {
    const receivedMs = active.abandon();
    try {
      await active.file.close();
      const file = await mendLiveFile(active.file.path);
      if (file === undefined || file.dataBytes === 0) return undefined;
      const { sampleRateHz, channels, durationMs } = file;
      const gaps = active.gapsWith(durationMs, receivedMs - durationMs);
      const stored = await this.#deps.media.ingest(recording.id, active.file.path);
      return { sampleRateHz, channels, durationMs, gaps, ...stored };
    } catch (error) {
      this.#deps.logger.error(
        { err: error, recording: recording.id, file: active.file.path },
        'what was captured could not be stored; it stays in the live file',
      );
      return undefined;
    }
  }

  #disown({ recording }: OwnedRecording): boolean {
    const owned = this.#owned.delete(recording.id);
    this.#deps.metrics.liveRecordings.set(this.#owned.size);
    return owned;
  }

  #release(owned: OwnedRecording): void {
    const { metrics } = this.#deps;
    if (!this.#disown(owned)) return;
    metrics.recordingsEnded.inc({ result: owned.recording.state });
    owned.finishLife();
  }

  async #stopAll(recordings: readonly OwnedRecording[], reason: EndReason): Promise<void> {
    await Promise.all(
      recordings.map(async (owned) => {
        if (isLive(owned.recording) && owned.recording.state !== 'finishing') {
          await this.#stop(owned, reason).catch((error: unknown) => this.#fail(owned, error));
        }
        await owned.settled;
      }),
    );
  }

  async #find(accountId: string, recordingId: string): Promise<OwnedRecording> {
    const owned = this.#owned.get(recordingId);
    if (owned !== undefined && owned.recording.accountId === accountId) return owned;
    const recording = await this.#deps.catalog.recordings.get(accountId, recordingId);
    if (recording === undefined) throw new TricordError('recording-not-found', 'No such recording');
    if (!isLive(recording)) {
      throw new TricordError(
        'recording-not-live',
        `Recording ${recordingId} is ${recording.state}`,
      );
    }
    throw new TricordError('recorder-unavailable', 'Another recorder owns this recording');
  }

  #refuseRecorded({ accountId, target }: Recording): void {
    for (const { recording } of this.#owned.values()) {
      const over = recording.state === 'finishing' || !isLive(recording);
      if (over || recording.accountId !== accountId) continue;
      if (!sameTarget(recording.target, target)) continue;
      throw new TricordError('already-recorded', 'The call is being recorded already');
    }
  }

  #sessionsOf({ accountId, target }: Recording): readonly LiveSession[] {
    const { sessions } = this.#deps;
    if (target.kind === 'conference') return sessions.inConference(accountId, target.conferenceId);
    const session = sessions.get(target.sessionId);
    return session?.session.accountId === accountId ? [session] : [];
  }

  #refuseUnlessReady(): void {
    switch (this.#status) {
      case 'ready':
        return;
      case 'full':
        throw new TricordError('recorder-full', 'There is no room for one more recording');
      case 'draining':
        throw new TricordError('recorder-draining', 'The recorder is shutting down');
      case 'unavailable':
        throw new TricordError('recorder-unavailable', 'The recorder is closed');
    }
  }

  #tick(): void {
    for (const owned of this.#owned.values()) {
      const { active, recording } = owned;
      if (recording.state !== 'recording' && recording.state !== 'paused') continue;
      active.tick();
      const { maxStallMs } = recording.settings;
      if (maxStallMs > 0 && active.isStalled(maxStallMs)) {
        void this.#background(owned, this.#stop(owned, 'stalled'));
      }
    }
    this.#writeLedger().catch((error: unknown) => {
      this.#deps.logger.error({ err: error }, 'the ledger could not be written');
    });
  }

  #writeLedger(): Promise<void> {
    const received = new Map<string, number>();
    for (const [id, { active }] of this.#owned) received.set(id, active.receivedMs);
    return this.#ledger.write(received);
  }

  #sync(): void {
    for (const owned of this.#owned.values()) {
      if (owned.recording.state === 'finishing') continue;
      void this.#background(owned, owned.active.file.sync());
    }
  }

  /** Watches something nobody waits for: its failure is the recording's failure. */
  async #background(owned: OwnedRecording, work: Promise<unknown>): Promise<void> {
    await work.catch((error: unknown) => this.#fail(owned, error));
  }

  async #checkSpace(): Promise<void> {
    if (this.#status !== 'ready' && this.#status !== 'full') return;
    try {
      const free = await this.#deps.media.freeBytes();
      const full = free !== undefined && free < this.#options.minFreeBytes;
      if (this.#status === 'ready' || this.#status === 'full') {
        this.#status = full ? 'full' : 'ready';
      }
    } catch (error) {
      this.#deps.logger.error({ err: error }, 'free space could not be looked up');
    }
  }
}

function isMember({ accountId, target }: Recording, { session }: LiveSession): boolean {
  return (
    target.kind === 'conference' &&
    session.accountId === accountId &&
    session.call.conference?.id === target.conferenceId
  );
}
