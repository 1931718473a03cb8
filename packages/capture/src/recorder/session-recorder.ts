import { mkdir } from 'node:fs/promises';
import { BEEP_MS } from '@tricord/audio';
import {
  type Catalog,
  type Clock,
  type CommandResult,
  type EventBus,
  isLive,
  type MediaStore,
  type Recorder,
  type RecorderCommand,
  type RecorderStatus,
  type Recording,
  type Renditions,
  sameTarget,
  TricordError,
} from '@tricord/core';
import type { Logger } from 'pino';
import type { LiveSession } from '../intake/live-session.ts';
import type { LiveSessions, SessionsListener } from '../intake/live-sessions.ts';
import type { CaptureMetrics } from '../metrics.ts';
import { ActiveRecording } from './active-recording.ts';
import { Admission, EventLoopDelay, type LoopDelayProbe } from './admission.ts';
import { KeptCalls } from './kept-calls.ts';
import { Ledger } from './ledger.ts';
import { LiveFile } from './live-file.ts';
import { ledgerPath, livePath } from './live-folder.ts';
import { OwnedRecording } from './owned-recording.ts';
import { repairRecordings } from './repair.ts';
import { Settlement } from './settlement.ts';
import { Upkeep, type UpkeepOptions } from './upkeep.ts';

export interface SessionRecorderDeps {
  readonly catalog: Catalog;
  readonly media: MediaStore;
  readonly renditions: Pick<Renditions, 'forget'>;
  readonly events: EventBus;
  readonly clock: Clock;
  readonly sessions: LiveSessions;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
  /** If not given: the delay of this process's event loop. */
  readonly loopDelay?: LoopDelayProbe;
}

export interface SessionRecorderOptions extends UpkeepOptions {
  /** Folder of the live files; best on the same file system as the media store. */
  readonly folder: string;
  /** New recordings are refused while this process runs its events later than this on average. */
  readonly maxLoopDelayMs: number;
}

/** The recorder port for sessions whose audio arrives in this process. */
export class SessionRecorder implements Recorder, SessionsListener {
  readonly #deps: SessionRecorderDeps;
  readonly #folder: string;
  readonly #settlement: Settlement;
  readonly #kept: KeptCalls;
  readonly #ledger: Ledger;
  readonly #admission: Admission;
  readonly #upkeep: Upkeep;
  readonly #stopListening: () => void;
  #status: 'open' | 'draining' | 'unavailable' = 'open';

  private constructor(deps: SessionRecorderDeps, options: SessionRecorderOptions, ledger: Ledger) {
    const { clock, loopDelay = new EventLoopDelay() } = deps;
    this.#deps = deps;
    this.#folder = options.folder;
    this.#ledger = ledger;
    this.#settlement = new Settlement(deps);
    this.#kept = new KeptCalls({ ...deps, folder: options.folder });
    this.#admission = new Admission(clock, loopDelay, options.maxLoopDelayMs);
    this.#upkeep = new Upkeep(
      {
        ...deps,
        settlement: this.#settlement,
        kept: this.#kept,
        admission: this.#admission,
        ledger,
      },
      options,
    );
    this.#stopListening = deps.sessions.listen(this);
    deps.metrics.admissionLimitSeconds.set(options.maxLoopDelayMs / 1000);
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
    for (const { lostMs } of await repairRecordings(deps, { folder: options.folder })) {
      deps.metrics.gapSeconds.inc({ reason: 'crash' }, lostMs / 1000);
    }
    const ledger = await Ledger.open(ledgerPath(options.folder));
    const recorder = new SessionRecorder(deps, options, ledger);
    await recorder.#upkeep.checkSpace();
    return recorder;
  }

  status(): RecorderStatus {
    if (this.#status !== 'open') return this.#status;
    return this.#upkeep.hasSpace && this.#admission.isOpen ? 'ready' : 'full';
  }

  /** Captures a call from now on, for a start that asks for the whole call. */
  keep(session: LiveSession): void {
    if (this.#status === 'open' && this.#upkeep.hasSpace) this.#kept.keep(session);
  }

  async begin(recording: Recording, options: { exclusive?: boolean } = {}): Promise<Recording> {
    this.#refuseUnlessReady();
    const { catalog, clock, events } = this.#deps;
    const sessions = this.#sessionsOf(recording);
    if (sessions.length === 0 && recording.target.kind === 'session') {
      throw new TricordError('session-not-live', 'No audio of this call reaches this recorder');
    }
    if (options.exclusive) this.#refuseRecorded(recording);
    const whole = recording.settings.wholeCall ? this.#takeKept(sessions) : undefined;
    const owned = this.#own(recording, whole);
    try {
      await catalog.recordings.insert(recording);
    } catch (error) {
      this.#settlement.remove(owned);
      await whole?.discard();
      throw error;
    }
    for (const session of sessions) owned.active.join(session);
    events.publish({
      type: 'recording.queued',
      at: clock.now(),
      accountId: recording.accountId,
      recording,
    });
    void this.#settlement.watch(owned, this.#start(owned, sessions, whole !== undefined));
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
        return owned.apply(command, () => active.mute());
      case 'unmute':
        return owned.apply(command, () => active.unmute());
      case 'stop':
        return this.#settlement.stop(owned, command.reason ?? 'requested');
      case 'discard':
        return this.#settlement.discard(owned);
    }
  }

  async settled(accountId: string, recordingId: string): Promise<Recording> {
    const owned = this.#settlement.find(recordingId);
    if (owned !== undefined && owned.recording.accountId === accountId) return owned.settled;
    const recording = await this.#deps.catalog.recordings.get(accountId, recordingId);
    if (recording === undefined) throw new TricordError('recording-not-found', 'Gone');
    return recording;
  }

  /** Writes what the live recordings have to disk. Never rejects. */
  flush(): Promise<void> {
    return this.#upkeep.flush();
  }

  /** Resolves once the ledger says what was received when this was called, or later. */
  async ledgerWritten(): Promise<void> {
    await this.#ledger.settled();
    await this.#upkeep.writeLedger();
  }

  /** Takes nothing new, and finishes every live recording. Idempotent. */
  async drain(): Promise<void> {
    if (this.#status === 'open') this.#status = 'draining';
    await this.#settlement.stopAll([...this.#settlement.owned], 'shutdown');
  }

  /** Drains, then stops for good. Idempotent. */
  async close(): Promise<void> {
    await this.drain();
    this.#status = 'unavailable';
    this.#upkeep.close();
    this.#admission.close();
    this.#stopListening();
    await this.#kept.close();
    await this.#ledger.close();
  }

  joined(session: LiveSession): void {
    for (const owned of this.#settlement.owned) {
      if (isMember(owned.recording, session)) owned.active.join(session);
    }
    this.#deps.metrics.liveSessions.set(this.#deps.sessions.size);
  }

  updated(session: LiveSession): void {
    for (const owned of this.#settlement.owned) {
      const { active, recording } = owned;
      const { target } = recording;
      if (target.kind === 'session' && target.sessionId === session.id) {
        void this.#settlement.watch(owned, owned.describe(session.session.call));
      }
      if (target.kind !== 'conference') continue;
      if (isMember(recording, session)) active.join(session);
      else if (active.has(session)) void this.#letGo(owned, session);
    }
  }

  /** The session's own recordings settle first; those of its conference may take longer. */
  async left(session: LiveSession): Promise<void> {
    this.#deps.metrics.liveSessions.set(this.#deps.sessions.size);
    const owned = [...this.#settlement.owned].filter(({ active }) => active.has(session));
    const ends = owned.map(async (one) => {
      const end = this.#letGo(one, session);
      if (one.recording.target.kind === 'session') await end;
    });
    await Promise.all([...ends, this.#kept.discard(session)]);
  }

  /** A session is not to be recorded any more: the last one ends the recording. */
  async #letGo(owned: OwnedRecording, session: LiveSession): Promise<void> {
    if (owned.active.memberCount === 1) await this.#settlement.stopAll([owned], 'hangup');
    else owned.active.leave(session);
  }

  /** @param whole what was captured of the call already, to go on with. */
  #own(recording: Recording, whole: ActiveRecording | undefined): OwnedRecording {
    const { clock, metrics } = this.#deps;
    const settlement = this.#settlement;
    const active =
      whole ??
      new ActiveRecording({
        recording,
        file: new LiveFile(livePath(this.#folder, recording.id)),
        now: () => clock.monotonicMs(),
      });
    const owned = new OwnedRecording(active, this.#deps);
    active.recording = recording;
    active.observe({
      onLimit: (reason) => void settlement.watch(owned, settlement.stop(owned, reason)),
      onGap: (lengthMs, reason) => {
        metrics.gapSeconds.inc({ reason }, lengthMs / 1000);
        if (reason === 'back-pressure') this.#admission.dropped();
      },
    });
    settlement.add(owned);
    return owned;
  }

  /** What was captured of the call from its start, if its line is kept. */
  #takeKept(sessions: readonly LiveSession[]): ActiveRecording | undefined {
    const [session, ...others] = sessions;
    return session === undefined || others.length > 0 ? undefined : this.#kept.take(session);
  }

  async #start(
    owned: OwnedRecording,
    sessions: readonly LiveSession[],
    whole: boolean,
  ): Promise<void> {
    const { active } = owned;
    if (whole) await active.file.moveTo(livePath(this.#folder, owned.recording.id));
    else await active.file.open();
    // Someone may have stopped or discarded it while the file was being created.
    if (owned.recording.state !== 'queued') return;
    const startedAt = whole ? sessions[0]?.session.startedAt : undefined;
    await owned.apply({ type: 'begin', ...(startedAt === undefined ? {} : { startedAt }) });
    if (owned.recording.settings.beep) this.#beep(owned, sessions);
  }

  /** Lets the parties hear a beep, and keeps it out of the recording. */
  #beep(owned: OwnedRecording, sessions: readonly LiveSession[]): void {
    const { active } = owned;
    if (sessions.filter((session) => session.beep()).length === 0) return;
    active.pause('skip');
    this.#deps.clock.after(BEEP_MS, () => {
      if (owned.recording.state === 'recording') active.resume();
    });
  }

  async #find(accountId: string, recordingId: string): Promise<OwnedRecording> {
    const owned = this.#settlement.find(recordingId);
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
    for (const { recording } of this.#settlement.owned) {
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
    switch (this.status()) {
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
}

function isMember({ accountId, target }: Recording, { session }: LiveSession): boolean {
  return (
    target.kind === 'conference' &&
    session.accountId === accountId &&
    session.call.conference?.id === target.conferenceId
  );
}
