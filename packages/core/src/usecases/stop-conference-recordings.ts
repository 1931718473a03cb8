import type { Conference } from '../conference.ts';
import { LIVE_STATES } from '../recording.ts';
import { settleWithin } from '../settle-within.ts';
import type { CoreDeps } from './deps.ts';
import { listAllRecordings } from './list-recordings.ts';

/** How long the end of a conference waits for the audio of its recordings, milliseconds. */
const PATIENCE_MS = 5000;

/** Stops every recording of a conference that has ended. Resolves once they have settled, or after five seconds. */
export async function stopConferenceRecordings(
  deps: Pick<CoreDeps, 'catalog' | 'recorder' | 'clock'>,
  { accountId, id }: Pick<Conference, 'accountId' | 'id'>,
): Promise<void> {
  const live = await listAllRecordings(deps, {
    accountId,
    conferenceId: id,
    states: LIVE_STATES,
  });
  if (live.length === 0) return;
  const stops = live.map((recording) => stopOne(deps, accountId, recording.id));
  // One that cannot be stopped has ended in the meantime, or its recorder is unavailable.
  await settleWithin(deps.clock, PATIENCE_MS, Promise.allSettled(stops));
}

async function stopOne(
  { recorder }: Pick<CoreDeps, 'recorder'>,
  accountId: string,
  recordingId: string,
): Promise<void> {
  await recorder.command(accountId, recordingId, { type: 'stop', reason: 'hangup' });
  await recorder.settled(accountId, recordingId);
}
