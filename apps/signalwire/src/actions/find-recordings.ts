import {
  type CoreDeps,
  conferenceRefFor,
  findRecording,
  findSession,
  listRecordings,
  type Recording,
  type RecordingTarget,
  sameTarget,
  TricordError,
} from '@tricord/core';

type Deps = Pick<CoreDeps, 'catalog'>;

/** The placeholder for the Sid of the only live recording of a call or conference. */
const CURRENT = 'Twilio.CURRENT';

/**
 * A recording by its Sid.
 * @throws TricordError `recording-not-found`, also for a discarded recording, because the API has no state
 *   for it.
 */
export async function findBySid(deps: Deps, accountId: string, sid: string): Promise<Recording> {
  const recording = await findRecording(deps, accountId, { id: sid });
  if (recording.state === 'canceled') throw notFound();
  return recording;
}

/**
 * Finds the session of a CallSid: its UUID, or the PBX's own id.
 * @throws TricordError `session-not-found`.
 */
export async function callTarget(
  deps: Deps,
  accountId: string,
  callSid: string,
): Promise<RecordingTarget> {
  const session = await findSession(deps, accountId, callSid);
  return { kind: 'session', sessionId: session.id };
}

/** Finds the conference of a ConferenceSid: its UUID, or its name. */
export function conferenceTarget(accountId: string, conferenceSid: string): RecordingTarget {
  return { kind: 'conference', conferenceId: conferenceRefFor(accountId, conferenceSid).id };
}

/**
 * A recording of this call or conference, by its Sid.
 * @throws TricordError `recording-not-found`, also for one of another call or conference.
 */
export async function findOfTarget(
  deps: Deps,
  accountId: string,
  target: RecordingTarget,
  sid: string,
): Promise<Recording> {
  const recording = await findBySid(deps, accountId, sid);
  if (!sameTarget(recording.target, target)) throw notFound();
  return recording;
}

/**
 * As {@link findOfTarget}; `Twilio.CURRENT` is the live one.
 * @throws TricordError `recording-not-live` when several are live, because `Twilio.CURRENT` is ambiguous then.
 */
export async function findToUpdate(
  deps: Deps,
  accountId: string,
  target: RecordingTarget,
  sid: string,
): Promise<Recording> {
  if (sid !== CURRENT) return findOfTarget(deps, accountId, target, sid);
  const live = await listRecordings(deps, {
    accountId,
    states: ['queued', 'recording', 'paused'],
    ...(target.kind === 'session'
      ? { sessionId: target.sessionId }
      : { conferenceId: target.conferenceId }),
    limit: 2,
  });
  const [recording, another] = live.items;
  if (recording === undefined) throw notFound();
  if (another !== undefined) {
    throw new TricordError('recording-not-live', `${CURRENT} is not unique, use a Sid`);
  }
  return recording;
}

function notFound(): TricordError {
  return new TricordError('recording-not-found', 'Recording not found');
}
