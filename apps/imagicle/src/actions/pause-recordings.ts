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
import { eachThatMay, nothingLive } from './each-that-may.ts';

/** What clients see as live: a recording that has not begun, or finishes, is none to them. */
const PAUSABLE: readonly RecordingState[] = ['recording', 'paused'];

export type PauseCommand = 'pause' | 'resume';

/**
 * Pauses or resumes one recording. Lines do not matter: also what a line records by itself is paused
 * while a card number is spoken.
 * @returns whether it was not so already.
 * @throws TricordError `recording-not-found`; `recording-not-live`; what the recorder throws.
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
 * Pauses or resumes everything that is being recorded on a directory number.
 * @returns whether any of it was not so already.
 * @throws TricordError `recording-not-live` when there is nothing; what the recorder throws.
 */
export async function pauseOnNumber(
  core: ActingCore,
  accountId: string,
  directoryNumber: string,
  command: PauseCommand,
): Promise<boolean> {
  const query = { accountId, states: PAUSABLE, directoryNumber };
  const results = await eachThatMay(await listAllRecordings(core, query), (recording) =>
    apply(core, recording, command),
  );
  return results.some(({ changed }) => changed);
}

/** What is said in a pause is left out, so that the recording does not tell how long it was. */
function apply(
  core: ActingCore,
  { accountId, id }: Recording,
  command: PauseCommand,
): Promise<CommandResult> {
  return command === 'pause'
    ? pauseRecording(core, accountId, { id }, 'skip')
    : resumeRecording(core, accountId, { id });
}
