import {
  type CoreDeps,
  findRecording,
  lookUpRecording,
  type Recording,
  settleWithin,
  TricordError,
} from '@tricord/core';

/** How long a request waits for a recording that is being stored. */
const MAX_WAIT_MS = 5000;

/**
 * A stored recording by its name. Waits for a recording that has ended and is being stored: ARI already reports it
 * as `done`, and Asterisk has the file by then.
 * @throws TricordError `recording-not-found`.
 */
export async function findStoredRecording(
  core: CoreDeps,
  accountId: string,
  storedName: string,
): Promise<Recording> {
  const stored = await lookUpRecording(core, accountId, { storedName });
  if (stored !== undefined) return stored;
  const live = await lookUpRecording(core, accountId, { liveName: storedName });
  if (live?.state !== 'finishing') {
    throw new TricordError('recording-not-found', 'Recording not found');
  }
  await settleWithin(core.clock, MAX_WAIT_MS, core.recorder.settled(accountId, live.id));
  return findRecording(core, accountId, { storedName });
}
