import {
  type CoreDeps,
  findRecording,
  isTricordError,
  type LineRef,
  listAllRecordings,
  type Recording,
  type RecordingState,
  stopRecording,
  TricordError,
} from '@tricord/core';
import { requireControllable } from './lines.ts';

/** What clients may stop: a recording that finishes already is none to them. */
const STOPPABLE: readonly RecordingState[] = ['queued', 'recording', 'paused'];

/**
 * Stops one recording.
 * @throws TricordError `recording-not-found`; `recording-not-live`; `line-not-monitorable` with the
 *   deviceName; `line-automatic`; what the recorder throws.
 */
export async function stopById(core: CoreDeps, accountId: string, id: string): Promise<void> {
  const recording = await findRecording(core, accountId, { id });
  if (!STOPPABLE.includes(recording.state)) throw notLive();
  await requireStoppable(core, recording);
  await stopRecording(core, accountId, { id: recording.id });
}

/**
 * Stops everything that is being recorded on a device, a number, or a number of a device. Recordings
 * that clients may not stop stay, as long as there are others.
 * @throws TricordError `recording-not-live` when there is none; `line-not-monitorable` with the
 *   deviceName or `line-automatic` when none may be stopped; what the recorder throws.
 */
export async function stopOnLine(core: CoreDeps, accountId: string, line: LineRef): Promise<void> {
  const recordings = await listAllRecordings(core, { accountId, states: STOPPABLE, ...line });
  let refusal: unknown = notLive();
  let stopped = 0;
  await Promise.all(
    recordings.map(async (recording) => {
      try {
        await requireStoppable(core, recording);
        await stopRecording(core, accountId, { id: recording.id });
        stopped += 1;
      } catch (error) {
        if (!isRefusal(error)) throw error;
        refusal = error;
      }
    }),
  );
  if (stopped === 0) throw refusal;
}

/**
 * Both refusals are about devices. They do not concern a manually started dial-in, which has none, nor a
 * device that the directory does not know.
 */
async function requireStoppable(core: CoreDeps, { accountId, call }: Recording): Promise<void> {
  if (call.line.deviceName === undefined) return;
  const lines = await core.directory.lines(accountId, call.line);
  if (lines.length > 0) requireControllable(lines.map(({ line }) => line));
}

/** Whether the error is about one recording alone: also that somebody else has just stopped it. */
function isRefusal(error: unknown): boolean {
  return (
    isTricordError(error, 'line-not-monitorable') ||
    isTricordError(error, 'line-automatic') ||
    isTricordError(error, 'recording-not-found') ||
    isTricordError(error, 'recording-not-live')
  );
}

function notLive(): TricordError {
  return new TricordError('recording-not-live', 'Nothing is being recorded there');
}
