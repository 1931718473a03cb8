import type { Recording } from './recording.ts';
import type { Session } from './session.ts';

/**
 * The session after its line was looked up. The recording of an automatic line is due while the session is live, until
 * it begins.
 */
export function withLineLookedUp(session: Session, isAutomatic: boolean, now: number): Session {
  const { automaticRecording: known, ...others } = session;
  if (session.state !== 'live' || known === 'begun') return session;
  if (!isAutomatic) return known === undefined ? session : others;
  return { ...session, automaticRecording: known ?? { dueAt: now } };
}

/** The session once its line's recording is in the catalog; the same object if it is not live. */
export function withLineRecordingBegun(session: Session): Session {
  return session.state === 'live' ? { ...session, automaticRecording: 'begun' } : session;
}

/** The id of the session whose line started this recording; undefined: something else did. */
export function sessionOfLineRecording({ origin, target }: Recording): string | undefined {
  return origin.via === 'line' && target.kind === 'session' ? target.sessionId : undefined;
}
