import { TricordError } from '../errors.ts';
import type { CommandResult, RecorderCommand } from '../ports/recorder.ts';
import type { PauseBehavior, Recording } from '../recording.ts';
import { settleWithin } from '../settle-within.ts';
import { type AuditDeps, auditDone } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { type RecordingRef, recordingIdOf } from './find-recording.ts';

/** The dependencies of commands on a live recording. */
export type CommandDeps = Pick<CoreDeps, 'catalog' | 'recorder'> & AuditDeps;

/**
 * Suspends capture: until {@link resumeRecording}, audio is left out or replaced with silence.
 * @throws TricordError `recording-not-found`; `recording-not-live`; `recorder-unavailable`.
 */
export function pauseRecording(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
  behavior: PauseBehavior,
): Promise<CommandResult> {
  return command(deps, accountId, ref, { type: 'pause', behavior });
}

/** Ends a pause. Throws as {@link pauseRecording}. */
export function resumeRecording(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<CommandResult> {
  return command(deps, accountId, ref, { type: 'resume' });
}

/** Records silence instead of the audio until {@link unmuteRecording}. Throws as {@link pauseRecording}. */
export function muteRecording(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<CommandResult> {
  return command(deps, accountId, ref, { type: 'mute' });
}

/** Records the audio again. Throws as {@link pauseRecording}. */
export function unmuteRecording(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<CommandResult> {
  return command(deps, accountId, ref, { type: 'unmute' });
}

/**
 * Ends a live recording and throws away what it captured. Throws as {@link pauseRecording}, and
 * TricordError `recording-preserved`.
 */
export function discardRecording(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<CommandResult> {
  return command(deps, accountId, ref, { type: 'discard' });
}

/** A recording after a stop. */
export interface Stopped {
  /** Right after the command: `finishing`. */
  readonly recording: Recording;
  /** Once it is done and its audio can be fetched. Absent when that takes too long. */
  readonly ended?: Recording;
}

/** How long a stop waits for the audio, milliseconds. */
const STOP_TIMEOUT_MS = 5000;

/**
 * Ends a live recording and keeps it. Resolves once its audio can be fetched, so that a client that
 * fetches it right after the answer succeeds; but after five seconds in any case.
 * @throws as {@link pauseRecording}; TricordError `recording-not-live` also when the recording fails as it ends,
 *   like a later stop.
 */
export async function stopRecording(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
): Promise<Stopped> {
  const { recording } = await command(deps, accountId, ref, { type: 'stop' });
  const settled = deps.recorder.settled(accountId, recording.id);
  const ended = await settleWithin(deps.clock, STOP_TIMEOUT_MS, settled);
  if (ended?.state === 'failed') throw failedToEnd(ended);
  return { recording, ...(ended === undefined ? {} : { ended }) };
}

function failedToEnd({ id, state, cause }: Recording): TricordError {
  const text = `Recording ${id} has failed: ${cause}`;
  return new TricordError('recording-not-live', text, { details: { state } });
}

/** The others wait for the audit log, see {@link markRecording}. */
type ControlCommand = Exclude<RecorderCommand, { readonly audit: unknown }>;

/**
 * Passes a command to the recorder that owns the recording, and audits it if it changed anything.
 * The recorder knows what it owns: given an id, the catalog is not asked.
 */
async function command(
  deps: CommandDeps,
  accountId: string,
  ref: RecordingRef,
  control: ControlCommand,
): Promise<CommandResult> {
  const id = await recordingIdOf(deps, accountId, ref);
  const result = await deps.recorder.command(accountId, id, control);
  if (result.changed) {
    const action = `recording.${control.type}` as const;
    const details = control.type === 'pause' ? { behavior: control.behavior } : {};
    await auditDone(deps, { accountId, action, recordingId: id, details });
  }
  return result;
}
