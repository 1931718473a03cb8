import type { Recording, RecordingOrigin, RecordingSettings } from '../recording.ts';
import { transition } from '../recording-transition.ts';
import type { Session } from '../session.ts';
import type { CoreDeps } from './deps.ts';
import { newRecording } from './new-recording.ts';

/** A session that should have been recorded, but never was. */
export interface UnrecordedSession {
  readonly session: Session;
  readonly settings?: Partial<RecordingSettings>;
  readonly origin: RecordingOrigin;
  /** When it should have begun, epoch milliseconds. */
  readonly dueAt: number;
  /** When the session ended, epoch milliseconds. */
  readonly endedAt: number;
  /** Why, for people. */
  readonly cause: string;
}

/**
 * Adds a recording that never began to the catalog as `failed` and publishes that, so that its absence is not taken
 * for a call that was not to be recorded. It is audited by its event, as every failure.
 * @throws what the catalog throws; nothing has been published then.
 */
export async function failToRecord(
  deps: Pick<CoreDeps, 'catalog' | 'events' | 'clock' | 'ids' | 'recordingDefaults'>,
  { session, cause, dueAt, endedAt, ...plan }: UnrecordedSession,
): Promise<Recording> {
  const { id: sessionId, accountId, call } = session;
  const target = { kind: 'session', sessionId } as const;
  const planned = newRecording(deps, { ...plan, id: deps.ids.uuid(), accountId, target, call });
  const due = { ...planned, createdAt: dueAt, endedAt };
  const failed = transition(due, { type: 'fail', cause }, deps.clock.now());
  await deps.catalog.recordings.insert(failed.recording, failed.events);
  for (const event of failed.events) deps.events.publish(event);
  return failed.recording;
}
