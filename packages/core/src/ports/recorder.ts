import type { NewAuditEntry } from '../audit.ts';
import type { EndReason, PauseBehavior, Recording, RecordingSettings } from '../recording.ts';
import type { RecordingEdit } from '../recording-edit.ts';

/** An account's defaults, which take precedence over `DEFAULT_SETTINGS`. */
export type RecordingDefaults = (accountId: string) => Partial<RecordingSettings>;

/** `full`: no capacity or no disk space for one more; live recordings go on. */
export type RecorderStatus = 'ready' | 'full' | 'draining' | 'unavailable';

/** What a client may do to a live recording. */
export type RecorderCommand =
  | { readonly type: 'pause'; readonly behavior: PauseBehavior }
  | { readonly type: 'resume' }
  | { readonly type: 'mute' }
  | { readonly type: 'unmute' }
  /** `reason`: `requested` if it is not given. */
  | { readonly type: 'stop'; readonly reason?: EndReason }
  | { readonly type: 'discard' }
  /**
   * `audit` is written in the same transaction, if the command changes anything. If it cannot be written, the command
   * throws and has no effect.
   */
  | { readonly type: 'preserve'; readonly username?: string; readonly audit: NewAuditEntry }
  | { readonly type: 'release'; readonly audit: NewAuditEntry }
  /** As for `preserve`; throws `recording-name-taken`. */
  | {
      readonly type: 'edit';
      readonly edit: RecordingEdit;
      readonly author?: string;
      readonly audit: NewAuditEntry;
    };

/** The recording right after a command, and whether the command changed anything. */
export interface CommandResult {
  readonly recording: Recording;
  readonly changed: boolean;
}

/**
 * Owns live recordings: writes their audio, and is the only one that changes a recording until it is done, failed or
 * canceled. Every change is in the catalog before the call resolves, and its events are published after that. It may
 * run in another process.
 */
export interface Recorder {
  status(): RecorderStatus;
  /**
   * Adds a `queued` recording to the catalog and starts capturing; resolves as `queued`, and `recording.started`
   * follows.
   * @param options.exclusive refuse when the target is being recorded already; of several such calls at
   *   once, one succeeds.
   * A conference may have no members yet: the recording waits for them, and ends with the last one.
   * @throws TricordError `already-recorded`; `recording-name-taken`; `session-not-live` when it is to record a session whose
   *   audio does not arrive at this recorder; `recorder-unavailable`, `recorder-draining`, `recorder-full`.
   */
  begin(recording: Recording, options?: { exclusive?: boolean }): Promise<Recording>;
  /**
   * Applies a command to a live recording. A stop resolves as `finishing`: see {@link settled}.
   * @throws TricordError `recording-not-found`; `recording-not-live`, whose details have the `state`;
   *   `recording-preserved` for a discard; `recorder-unavailable`.
   */
  command(accountId: string, recordingId: string, command: RecorderCommand): Promise<CommandResult>;
  /**
   * The recording once it is no longer `queued`: it has begun, or ended before that. The beginning is in the catalog
   * and its event has been published.
   * @throws TricordError `recording-not-found`.
   */
  begun(accountId: string, recordingId: string): Promise<Recording>;
  /** The recording once it is done, failed or canceled and its audio can be fetched. */
  settled(accountId: string, recordingId: string): Promise<Recording>;
}
