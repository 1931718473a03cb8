import { isSameUser } from './account.ts';
import { isVisibleTo, type Reader } from './reader.ts';
import type { Recording, RecordingState } from './recording.ts';
import { searchText, searchWords } from './search-text.ts';
import type { CallDetails, Direction } from './session.ts';

/** Whose call it was; all given fields must match. Compared exactly, except for the case of user names. */
export interface CallFilter {
  readonly deviceName?: string;
  readonly directoryNumber?: string;
  readonly username?: string;
  readonly numericUserId?: string;
}

/** What is known of a call and written about its recording; all given fields must match, exactly if not said otherwise. */
export interface RecordingSearch {
  /** The number on the other side. */
  readonly remoteNumber?: string;
  readonly direction?: Direction;
  /** Stored audio of at least this length, milliseconds. */
  readonly durationFromMs?: number;
  /** Stored audio of at most this length, milliseconds. */
  readonly durationToMs?: number;
  /** The PBX's own id of the call. */
  readonly externalId?: string;
  /** The call has all of these. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** The recording has all of these. */
  readonly tags?: readonly string[];
  /** Each of its words is part of a name, a number, the note or a tag; see `searchText`. */
  readonly text?: string;
}

/** Which recordings; all given fields must match. Times are epoch milliseconds. */
export interface RecordingFilter extends CallFilter, RecordingSearch {
  /** Only what this person may see. */
  readonly visibleTo?: Reader;
  readonly states?: readonly RecordingState[];
  readonly sessionId?: string;
  readonly conferenceId?: string;
  /** Created at or after. */
  readonly createdFrom?: number;
  /** Created before. */
  readonly createdBefore?: number;
  readonly namePrefix?: string;
}

/** Whether a recording of the account matches the filter. */
export function recordingFits(recording: Recording, filter: RecordingFilter): boolean {
  const { target, state, createdAt, name } = recording;
  const sessionId = target.kind === 'session' ? target.sessionId : undefined;
  const conferenceId = target.kind === 'conference' ? target.conferenceId : undefined;
  return (
    (filter.states === undefined || filter.states.includes(state)) &&
    is(filter.sessionId, sessionId) &&
    is(filter.conferenceId, conferenceId) &&
    createdAt >= (filter.createdFrom ?? Number.NEGATIVE_INFINITY) &&
    createdAt < (filter.createdBefore ?? Number.POSITIVE_INFINITY) &&
    name.startsWith(filter.namePrefix ?? '') &&
    isVisibleTo(recording.call, filter.visibleTo) &&
    callFits(recording.call, filter) &&
    searchFits(recording, filter)
  );
}

/** Whether a call matches the filter that recordings and sessions share. */
export function callFits(call: CallDetails, filter: CallFilter): boolean {
  return (
    is(filter.deviceName, call.line.deviceName) &&
    is(filter.directoryNumber, call.line.directoryNumber) &&
    (filter.username === undefined || isSameUser(call.username, filter.username)) &&
    is(filter.numericUserId, call.numericUserId)
  );
}

function searchFits(recording: Recording, search: RecordingSearch): boolean {
  const { call, media, tags = [] } = recording;
  return (
    is(search.remoteNumber, call.remote.phoneNumber) &&
    is(search.direction, call.direction) &&
    is(search.externalId, call.externalId) &&
    durationFits(media?.durationMs, search) &&
    Object.entries(search.metadata ?? {}).every(([key, value]) => call.metadata[key] === value) &&
    (search.tags ?? []).every((tag) => tags.includes(tag)) &&
    textFits(recording, search.text)
  );
}

function durationFits(
  durationMs: number | undefined,
  { durationFromMs, durationToMs }: RecordingSearch,
): boolean {
  if (durationFromMs === undefined && durationToMs === undefined) return true;
  return (
    durationMs !== undefined &&
    durationMs >= (durationFromMs ?? 0) &&
    durationMs <= (durationToMs ?? Number.POSITIVE_INFINITY)
  );
}

function textFits(recording: Recording, text: string | undefined): boolean {
  const words = text === undefined ? [] : searchWords(text);
  if (words.length === 0) return true;
  const searched = searchText(recording);
  return words.every((word) => searched.includes(word));
}

function is<T>(wanted: T | undefined, actual: T | undefined): boolean {
  return wanted === undefined || wanted === actual;
}
