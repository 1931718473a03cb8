import { TricordError } from '../errors.ts';
import { isLive, type Recording } from '../recording.ts';
import { parseUuid } from '../uuid.ts';
import type { CoreDeps } from './deps.ts';

/** A recording by its id (a UUID in any case), or by its name among the live or the stored ones. */
export type RecordingRef =
  | { readonly id: string }
  | { readonly liveName: string }
  | { readonly storedName: string };

/** @throws TricordError `recording-not-found`, also for one of another account. */
export async function findRecording(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  ref: RecordingRef,
): Promise<Recording> {
  const recording = await lookUp(deps.catalog.recordings, accountId, ref);
  if (recording === undefined) throw recordingNotFound();
  return recording;
}

/** As {@link findRecording}. @throws TricordError `recording-not-live` when it has ended. */
export async function findLiveRecording(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  ref: RecordingRef,
): Promise<Recording> {
  const recording = await findRecording(deps, accountId, ref);
  if (!isLive(recording)) {
    throw new TricordError(
      'recording-not-live',
      `Recording ${recording.id} is ${recording.state}`,
      {
        details: { state: recording.state },
      },
    );
  }
  return recording;
}

function lookUp(
  recordings: CoreDeps['catalog']['recordings'],
  accountId: string,
  ref: RecordingRef,
): Promise<Recording | undefined> {
  if ('liveName' in ref) return recordings.findByName(accountId, ref.liveName, 'live');
  if ('storedName' in ref) return recordings.findByName(accountId, ref.storedName, 'stored');
  const id = parseUuid(ref.id);
  return id === undefined ? Promise.resolve(undefined) : recordings.get(accountId, id);
}

/** The error of a recording that is not there. */
export function recordingNotFound(): TricordError {
  return new TricordError('recording-not-found', 'Recording not found');
}
