import { TricordError } from '../errors.ts';
import { refusePreserved } from '../preserved.ts';
import type {
  DeliveryTarget,
  MissedStart,
  Recording,
  RecordingOrigin,
  RecordingSettings,
  RecordingTarget,
} from '../recording.ts';
import { checkRecordingName } from '../recording-name.ts';
import type { CallDetails } from '../session.ts';
import { type AuditDeps, auditDone } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { findLiveConference } from './find-conference.ts';
import { findLiveSession } from './find-session.ts';
import { newRecording } from './new-recording.ts';
import { stopConferenceRecordings } from './stop-conference-recordings.ts';

/** What to do when the account has a stored recording of the same name. */
export type IfExists = 'fail' | 'overwrite' | 'append';

export interface StartRecordingInput {
  readonly accountId: string;
  /** Ids as clients know them: ours or the PBX's own; a conference by its id or name. */
  readonly target: { readonly sessionId: string } | { readonly conferenceId: string };
  /** Undefined: named by its id. */
  readonly name?: string;
  readonly ifExists?: IfExists;
  readonly settings?: Partial<RecordingSettings>;
  readonly origin: RecordingOrigin;
  /** Receivers to notify about the recording, in addition to those for all recordings. */
  readonly notify?: DeliveryTarget;
  /** Refuse when the target is being recorded already. */
  readonly exclusive?: boolean;
  /** What it has missed so far, if it should have begun earlier. */
  readonly missed?: MissedStart;
}

type StartDeps = Pick<CoreDeps, 'catalog' | 'recorder' | 'recordingDefaults' | 'clock' | 'ids'> &
  AuditDeps;

/**
 * Starts recording a live session or conference; a conference may be empty. Resolves as `queued`.
 * @throws TricordError `session-not-found`, `session-not-live`, `conference-not-found`,
 *   `recording-name-invalid`, `recording-name-taken`, `recording-preserved` when it would replace a preserved
 *   recording, `already-recorded`, and the errors of {@link Recorder.begin}.
 */
export async function startRecording(
  deps: StartDeps,
  input: StartRecordingInput,
): Promise<Recording> {
  const { accountId, ifExists = 'fail' } = input;
  const { target, call } = await resolveTarget(deps, input);

  const id = deps.ids.uuid();
  const { name = id, settings, origin, notify, missed } = input;
  checkRecordingName(name);
  // No recording can have a new id as its name.
  const replaced =
    input.name === undefined ? undefined : await findReplaced(deps, accountId, name, ifExists);
  const recording: Recording = {
    ...newRecording(deps, {
      ...{ id, accountId, name, target, call, origin },
      ...(settings === undefined ? {} : { settings }),
      ...(notify === undefined ? {} : { notify }),
      ...(missed === undefined ? {} : { missed }),
    }),
    ...(replaced === undefined ? {} : { replaces: replaced.id, append: ifExists === 'append' }),
  };
  const begun = await deps.recorder.begin(recording, { exclusive: input.exclusive ?? false });
  await auditStart(deps, begun);
  await stopIfOver(deps, begun);
  return begun;
}

async function auditStart(deps: StartDeps, recording: Recording): Promise<void> {
  const { accountId, id, target, replaces, append = false } = recording;
  const { kind: _kind, ...ids } = target;
  await auditDone(deps, {
    accountId,
    action: 'recording.start',
    recordingId: id,
    details: { ...ids, ...(replaces === undefined ? {} : { replaces, append }) },
  });
}

/** If the conference ended while its recording began, the recording would wait for members forever. */
async function stopIfOver(deps: StartDeps, { accountId, target }: Recording): Promise<void> {
  if (target.kind !== 'conference') return;
  const conference = await deps.catalog.conferences.get(accountId, target.conferenceId);
  if (conference?.state === 'ended') await stopConferenceRecordings(deps, conference);
}

async function resolveTarget(
  deps: StartDeps,
  { accountId, target }: StartRecordingInput,
): Promise<{ target: RecordingTarget; call: CallDetails }> {
  if ('sessionId' in target) {
    const session = await findLiveSession(deps, accountId, target.sessionId);
    return { target: { kind: 'session', sessionId: session.id }, call: session.call };
  }
  const { id, name, metadata } = await findLiveConference(deps, accountId, target.conferenceId);
  const call: CallDetails = {
    line: {},
    direction: 'unknown',
    local: {},
    remote: {},
    metadata,
    conference: { id, name },
  };
  return { target: { kind: 'conference', conferenceId: id }, call };
}

/**
 * The recording that a new one of that name would replace, if any.
 * @throws TricordError `recording-name-taken` when it must not be replaced; `recording-preserved` when it is
 *   preserved.
 */
export async function findReplaced(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  name: string,
  ifExists: IfExists,
): Promise<Recording | undefined> {
  const stored = await deps.catalog.recordings.findByName(accountId, name, 'stored');
  if (stored !== undefined && ifExists === 'fail') {
    throw new TricordError('recording-name-taken', `A recording named ${name} exists already`);
  }
  if (stored !== undefined) refusePreserved(stored);
  return stored;
}
