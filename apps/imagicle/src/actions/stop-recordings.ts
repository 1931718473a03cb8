import {
  type ActingCore,
  type CoreDeps,
  findRecording,
  isSameUser,
  type LineRef,
  listAllRecordings,
  type Recording,
  type RecordingState,
  stopRecording,
  type User,
} from '@tricord/core';
import { applyToAll, nothingLive } from './apply-to-all.ts';
import { isOnLine, requireControllable } from './lines.ts';

/** The states in which clients may stop a recording; finishing ones are excluded. */
const STOPPABLE: readonly RecordingState[] = ['queued', 'recording', 'paused'];

/**
 * Stops one recording.
 * @throws TricordError `recording-not-found`; `recording-not-live`; `line-not-monitorable` with the
 *   deviceName; `line-automatic`; the recorder's errors.
 */
export async function stopById(core: ActingCore, accountId: string, id: string): Promise<void> {
  const recording = await findRecording(core, accountId, { id });
  if (!STOPPABLE.includes(recording.state)) throw nothingLive();
  await requireStoppable(core, recording);
  await stopRecording(core, accountId, { id: recording.id });
}

/**
 * Stops all recordings on a device, a number, or a number of a device. Recordings that clients may not
 * stop continue, as long as there are others.
 * @throws TricordError `recording-not-live` when there are none; `line-not-monitorable` with the
 *   deviceName or `line-automatic` when none may be stopped; the recorder's errors.
 */
export async function stopOnLine(
  core: ActingCore,
  accountId: string,
  line: LineRef,
): Promise<void> {
  await stopEach(core, await listAllRecordings(core, { accountId, states: STOPPABLE, ...line }));
}

/**
 * As {@link stopOnLine}, on a user's lines; on a shared extension, without the recordings of other
 * users.
 */
export async function stopOfUser(core: ActingCore, accountId: string, user: User): Promise<void> {
  const filters = user.lines.flatMap(({ deviceName, directoryNumber }) => [
    { deviceName },
    { directoryNumber },
  ]);
  const lists = await Promise.all(
    filters.map((filter) => listAllRecordings(core, { accountId, states: STOPPABLE, ...filter })),
  );
  const found = new Map(lists.flat().map((recording) => [recording.id, recording]));
  const own = [...found.values()].filter(
    ({ call }) =>
      user.lines.some((line) => isOnLine(call.line, line)) &&
      (call.username === undefined || isSameUser(call.username, user.username)),
  );
  await stopEach(core, own);
}

async function stopEach(core: ActingCore, recordings: readonly Recording[]): Promise<void> {
  await applyToAll(recordings, async (recording) => {
    await requireStoppable(core, recording);
    await stopRecording(core, recording.accountId, { id: recording.id });
  });
}

/**
 * Both refusals concern devices. They apply neither to a manually started dial-in, which has none, nor to a
 * device that is not in the directory.
 */
async function requireStoppable(core: CoreDeps, { accountId, call }: Recording): Promise<void> {
  if (call.line.deviceName === undefined) return;
  const lines = await core.directory.lines(accountId, call.line);
  if (lines.length > 0) requireControllable(lines.map(({ line }) => line));
}
