import {
  type ActingCore,
  type CommandResult,
  findRecording,
  listAllRecordings,
  pauseRecording,
  type Recording,
  type RecordingState,
  resumeRecording,
} from '@tricord/core';
import { applyToAll, nothingLive } from './apply-to-all.ts';

/** The states that clients see as live; neither queued nor finishing recordings. */
const PAUSABLE: readonly RecordingState[] = ['recording', 'paused'];

export type PauseCommand = 'pause' | 'resume';

/**
 * Pauses or resumes one recording, on any line: recordings of automatic lines can be paused, too, while
 * a card number is spoken.
 * @returns whether this changed anything.
 * @throws TricordError `recording-not-found`; `recording-not-live`; the recorder's errors.
 */
export async function pauseById(
  core: ActingCore,
  accountId: string,
  id: string,
  command: PauseCommand,
): Promise<boolean> {
  const recording = await findRecording(core, accountId, { id });
  if (!PAUSABLE.includes(recording.state)) throw nothingLive();
  return (await apply(core, recording, command)).changed;
}

/**
 * Pauses or resumes all recordings on a directory number.
 * @returns whether this changed anything.
 * @throws TricordError `recording-not-live` when there are none; the recorder's errors.
 */
export async function pauseOnNumber(
  core: ActingCore,
  accountId: string,
  directoryNumber: string,
  command: PauseCommand,
): Promise<boolean> {
  const query = { accountId, states: PAUSABLE, directoryNumber };
  const results = await applyToAll(await listAllRecordings(core, query), (recording) =>
    apply(core, recording, command),
  );
  return results.some(({ changed }) => changed);
}

/** Paused audio is left out, so that the recording does not reveal the length of the pause. */
function apply(
  core: ActingCore,
  { accountId, id }: Recording,
  command: PauseCommand,
): Promise<CommandResult> {
  return command === 'pause'
    ? pauseRecording(core, accountId, { id }, 'skip')
    : resumeRecording(core, accountId, { id });
}
