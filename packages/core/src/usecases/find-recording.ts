import { TricordError } from '../errors.ts';
import type { Recording } from '../recording.ts';
import { parseUuid } from '../uuid.ts';
import type { CoreDeps } from './deps.ts';

/**
 * A recording by its id (a UUID in any case), or by its name among the live or the stored ones; or one that the
 * caller has just looked up, which is not looked up again.
 */
export type RecordingRef =
  | { readonly id: string }
  | { readonly liveName: string }
  | { readonly storedName: string }
  | { readonly found: Recording };

/** @throws TricordError `recording-not-found`, also for one of another account. */
export async function findRecording(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  ref: RecordingRef,
): Promise<Recording> {
  const recording = await lookUpRecording(deps, accountId, ref);
  if (recording === undefined) throw recordingNotFound();
  return recording;
}

/**
 * The id that a reference means, for who asks somebody else for the recording: an id is not looked up.
 * @throws TricordError `recording-not-found`.
 */
export async function recordingIdOf(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  ref: RecordingRef,
): Promise<string> {
  const id = 'id' in ref ? parseUuid(ref.id) : (await findRecording(deps, accountId, ref)).id;
  if (id === undefined) throw recordingNotFound();
  return id;
}

/** As {@link findRecording}, but undefined when there is none. */
export function lookUpRecording(
  { catalog: { recordings } }: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  ref: RecordingRef,
): Promise<Recording | undefined> {
  if ('found' in ref) return Promise.resolve(ref.found);
  if ('liveName' in ref) return recordings.findByName(accountId, ref.liveName, 'live');
  if ('storedName' in ref) return recordings.findByName(accountId, ref.storedName, 'stored');
  const id = parseUuid(ref.id);
  return id === undefined ? Promise.resolve(undefined) : recordings.get(accountId, id);
}

/** The error of a recording that is not there. */
export function recordingNotFound(): TricordError {
  return new TricordError('recording-not-found', 'Recording not found');
}
