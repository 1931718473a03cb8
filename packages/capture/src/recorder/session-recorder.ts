import { mkdir } from 'node:fs/promises';
import {
  type CommandResult,
  DEFAULT_SETTINGS,
  isLive,
  type Recorder,
  type RecorderCommand,
  type RecorderStatus,
  type Recording,
  type RecordingSettings,
  TricordError,
} from '@tricord/core';
import type { LiveSession } from '../intake/live-session.ts';
import type { LiveSessions } from '../intake/live-sessions.ts';
import type { CaptureMetrics } from '../metrics.ts';
import { Admission, type AdmissionOptions, type RecorderLoad } from './admission/admission.ts';
import type { LoopDelayProbe } from './admission/event-loop-delay.ts';
import { refusalError, refusalText } from './admission/refusal.ts';
import { LiveFile } from './files/live-file.ts';
import { LiveFolderUnusableError, ledgerPath } from './files/live-folder.ts';
import { applyCommand } from './owner/apply-command.ts';
import { RecordingFinisher } from './owner/recording-finisher.ts';
import { RecordingRegistry } from './owner/recording-registry.ts';
import { RecorderSchedule, type RecorderScheduleOptions } from './recorder-schedule.ts';
import { RecordingStarter } from './recording-starter.ts';
import { Ledger } from './repair/ledger.ts';
import { repairRecordings } from './repair/repair.ts';
import type { RepairDeps } from './repair/repair-recording.ts';
import { RetroactiveCaptures } from './retroactive-captures.ts';
import { SessionFollower } from './session-follower.ts';

export interface SessionRecorderDeps extends RepairDeps {
  readonly sessions: LiveSessions;
  readonly metrics: CaptureMetrics;
  /** Default: the delay of this process's event loop. */
  readonly loopDelay?: LoopDelayProbe;
  /** Creates live files; default: on disk. */
  readonly makeLiveFile?: (path: string) => LiveFile;
}

export interface SessionRecorderOptions extends RecorderScheduleOptions, AdmissionOptions {
  /** Folder of the live files; best on the same file system as the media store. */
  readonly folder: string;
}

/** The recorder port for sessions whose audio arrives in this process. */
export class SessionRecorder implements Recorder {
  readonly #deps: SessionRecorderDeps;
  readonly #registry: RecordingRegistry;
  readonly #finisher: RecordingFinisher;
  readonly #starter: RecordingStarter;
  readonly #follower: SessionFollower;
  readonly #kept: RetroactiveCaptures;
  readonly #ledger: Ledger;
  readonly #admission: Admission;
  readonly #schedule: RecorderSchedule;
  #status: 'open' | 'draining' | 'unavailable' = 'open';

  private constructor(deps: SessionRecorderDeps, options: SessionRecorderOptions, ledger: Ledger) {
    const { folder } = options;
    const registry = new RecordingRegistry(deps.metrics);
    const noteReceived = () => this.ledgerWritten();
    const finisher = new RecordingFinisher({ ...deps, registry, noteReceived });
    const admission = new Admission({ ...deps, registry }, options);
    const isOpen = () => this.#status === 'open';
    const makeLiveFile = deps.makeLiveFile ?? ((path: string) => new LiveFile(path));
    const kept = new RetroactiveCaptures({ ...deps, admission, folder, makeLiveFile, isOpen });
    const parts = { ...deps, registry, finisher, kept, admission, ledger, folder, makeLiveFile };
    this.#deps = deps;
    this.#registry = registry;
    this.#finisher = finisher;
    this.#kept = kept;
    this.#admission = admission;
    this.#ledger = ledger;
    this.#starter = new RecordingStarter(parts);
    this.#schedule = new RecorderSchedule(parts, options);
    this.#follower = new SessionFollower(parts);
  }

  /**
   * Creates the folder of live files if need be, repairs what an earlier process left there, and
   * starts the recorder's timers.
   * @throws LiveFolderUnusableError when the folder or the ledger in it cannot be written.
   */
  static async open(
    deps: SessionRecorderDeps,
    options: SessionRecorderOptions,
  ): Promise<SessionRecorder> {
    const unusable = (path: string) => (error: unknown) => {
      throw new LiveFolderUnusableError(path, error);
    };
    const { folder } = options;
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(unusable(folder));
    for (const { lostMs } of await repairRecordings(deps, { folder })) {
      deps.metrics.gapSeconds.inc({ reason: 'crash' }, lostMs / 1000);
    }
    const ledger = await Ledger.open(ledgerPath(folder)).catch(unusable(ledgerPath(folder)));
    const recorder = new SessionRecorder(deps, options, ledger);
    await recorder.#schedule.checkSpace();
    return recorder;
  }

  status(): RecorderStatus {
    if (this.#status !== 'open') return this.#status;
    return this.#admission.refusal === undefined ? 'ready' : 'full';
  }

  /** Human-readable reason why clients cannot start a recording now; undefined: they can. */
  get refusal(): string | undefined {
    const { refusal } = this.#admission;
    if (this.#status !== 'open') return 'the recorder is shutting down';
    return refusal && refusalText(refusal);
  }

  /** What decides whether new recordings are taken. */
  get load(): RecorderLoad {
    return this.#admission.load;
  }

  /** Whether the store had space for another recording at the last check. */
  get hasSpace(): boolean {
    return this.#admission.hasSpace;
  }

  /** Starts refusing recordings under overload; the load of the process's own startup does not count. */
  watchLoad(): void {
    this.#admission.start();
  }

  /**
   * Captures a session from now on, or as soon as there is space, for a later recording of the whole call.
   * @param sinceMs when the capture should have begun, monotonic milliseconds.
   */
  keep(session: LiveSession, settings: Partial<RecordingSettings>, sinceMs: number): void {
    this.#kept.keep(session, { ...DEFAULT_SETTINGS, ...settings }, sinceMs);
  }

  async begin(recording: Recording, options: { exclusive?: boolean } = {}): Promise<Recording> {
    this.#refuseUnlessReady(recording);
    const sessions = this.#sessionsOf(recording);
    if (sessions.length === 0 && recording.target.kind === 'session') {
      throw new TricordError('session-not-live', 'No audio of this call reaches this recorder');
    }
    if (options.exclusive && this.#registry.isRecorded(recording)) {
      throw new TricordError('already-recorded', 'The call is being recorded already');
    }
    return this.#starter.begin(recording, sessions);
  }

  async command(
    accountId: string,
    recordingId: string,
    command: RecorderCommand,
  ): Promise<CommandResult> {
    const owner = this.#registry.find(accountId, recordingId);
    if (owner === undefined) throw await this.#notOwned(accountId, recordingId);
    return applyCommand(owner, this.#finisher, command);
  }

  async begun(accountId: string, recordingId: string): Promise<Recording> {
    const owner = this.#registry.find(accountId, recordingId);
    return owner?.begun ?? this.#ended(accountId, recordingId);
  }

  async settled(accountId: string, recordingId: string): Promise<Recording> {
    const owner = this.#registry.find(accountId, recordingId);
    return owner?.settled ?? this.#ended(accountId, recordingId);
  }

  /** Writes the live recordings' pending audio to disk. Never rejects. */
  flush(): Promise<void> {
    return this.#schedule.flush();
  }

  /** Resolves once the ledger contains everything that had been received when this was called. */
  async ledgerWritten(): Promise<void> {
    await this.#ledger.settled();
    await this.#schedule.writeLedger();
  }

  /** Refuses new recordings and finishes the live ones. Idempotent. */
  async drain(): Promise<void> {
    if (this.#status === 'open') this.#status = 'draining';
    await this.#finisher.stopAll(this.#registry.all(), 'shutdown');
  }

  /** Drains, then stops. Idempotent. */
  async close(): Promise<void> {
    await this.drain();
    this.#status = 'unavailable';
    this.#schedule.close();
    this.#starter.close();
    this.#admission.close();
    this.#follower.close();
    await this.#kept.close();
    await this.#ledger.close();
  }

  async #ended(accountId: string, recordingId: string): Promise<Recording> {
    const recording = await this.#deps.catalog.recordings.get(accountId, recordingId);
    if (recording === undefined) throw new TricordError('recording-not-found', 'Gone');
    return recording;
  }

  async #notOwned(accountId: string, recordingId: string): Promise<TricordError> {
    const recording = await this.#deps.catalog.recordings.get(accountId, recordingId);
    if (recording === undefined) {
      return new TricordError('recording-not-found', 'Recording not found');
    }
    const { state } = recording;
    return isLive(recording)
      ? new TricordError('recorder-unavailable', 'Another recorder owns this recording')
      : new TricordError('recording-not-live', `Recording ${recordingId} is ${state}`, {
          details: { state },
        });
  }

  #sessionsOf({ accountId, target }: Recording): readonly LiveSession[] {
    const { sessions } = this.#deps;
    if (target.kind === 'conference') return sessions.inConference(accountId, target.conferenceId);
    const session = sessions.get(accountId, target.sessionId);
    return session === undefined ? [] : [session];
  }

  #refuseUnlessReady(recording: Recording): void {
    if (this.#status === 'draining') {
      throw new TricordError('recorder-draining', 'The recorder is shutting down');
    }
    if (this.#status === 'unavailable') {
      throw new TricordError('recorder-unavailable', 'The recorder is closed');
    }
    const refusal = this.#admission.refuse(recording);
    if (refusal !== undefined) throw refusalError(refusal);
  }
}
