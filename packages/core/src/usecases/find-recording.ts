import { TricordError } from '../errors.ts';
import { isVisibleTo, type Reader } from '../reader.ts';
import type { Recording } from '../recording.ts';
import { parseUuid } from '../uuid.ts';
import type { CoreDeps } from './deps.ts';

/**
 * Refers to a recording by its id (a UUID in any case), or by its name among live or stored recordings; or to one
 * that the caller has already looked up.
 */
export type RecordingRef =
  | { readonly id: string }
  | { readonly liveName: string }
  | { readonly storedName: string }
  | { readonly found: Recording };

/**
 * @param reader a person who does not see everything.
 * @throws TricordError `recording-not-found`, also for one of another account, or that the person may not see.
 */
export async function findRecording(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  ref: RecordingRef,
  reader?: Reader,
): Promise<Recording> {
  const recording = await lookUpRecording(deps, accountId, ref);
  if (recording === undefined || !isVisibleTo(recording.call, reader)) throw recordingNotFound();
  return recording;
}

/**
 * The id of a referenced recording. An id is not looked up: use this when another component finds the recording.
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

/** The error for a recording that does not exist. */
export function recordingNotFound(): TricordError {
  return new TricordError('recording-not-found', 'Recording not found');
}
