import {
  type CallFilter,
  conferenceRefFor,
  type Directory,
  type RecordingFilter,
  type RecordingQuery,
  type RecordingSearch,
} from '@tricord/core';
import type { operations } from '../generated/api.ts';
import { toInstant, toInstantAfter } from './instant.ts';

export type RecordingListQuery = NonNullable<operations['listRecordings']['parameters']['query']>;

/** The filters by call that both lists have. */
interface CallQuery {
  readonly deviceName?: string;
  readonly directoryNumber?: string;
  readonly username?: string;
  readonly numericUserId?: string;
}

/** The filters for the catalog, with a user's name as spelled in the directory. */
export async function toCallFilter(
  directory: Directory,
  accountId: string,
  query: CallQuery,
): Promise<CallFilter> {
  const { deviceName, directoryNumber, username, numericUserId } = query;
  const user = username === undefined ? undefined : await directory.user(accountId, username);
  return {
    ...(deviceName === undefined ? {} : { deviceName }),
    ...(directoryNumber === undefined ? {} : { directoryNumber }),
    ...(username === undefined ? {} : { username: user?.username ?? username }),
    ...(numericUserId === undefined ? {} : { numericUserId }),
  };
}

/** The conference with a UUID or a name. */
export function toConferenceFilter(
  accountId: string,
  given: string | undefined,
): { conferenceId?: string } {
  return given === undefined ? {} : { conferenceId: conferenceRefFor(accountId, given).id };
}

/** The page parameters. */
export function toAfter(after: string | undefined): { after?: string } {
  return after === undefined ? {} : { after };
}

/** The creation time filter. */
export function toCreatedFilter({
  createdFrom,
  createdBefore,
  createdTo,
}: Pick<RecordingListQuery, 'createdFrom' | 'createdBefore' | 'createdTo'>) {
  const ends = [
    ...(createdBefore === undefined ? [] : [toInstant('createdBefore', createdBefore)]),
    ...(createdTo === undefined ? [] : [toInstantAfter('createdTo', createdTo)]),
  ];
  return {
    ...(createdFrom === undefined ? {} : { createdFrom: toInstant('createdFrom', createdFrom) }),
    ...(ends.length === 0 ? {} : { createdBefore: Math.min(...ends) }),
  };
}

/** All filters of a list of recordings. */
export async function toRecordingFilter(
  directory: Directory,
  accountId: string,
  query: Omit<RecordingListQuery, 'limit' | 'after'>,
): Promise<RecordingFilter & Pick<RecordingQuery, 'order'>> {
  const { state, sessionId, conferenceId, namePrefix, order } = query;
  return {
    ...(await toCallFilter(directory, accountId, query)),
    ...toConferenceFilter(accountId, conferenceId),
    ...toCreatedFilter(query),
    ...(state === undefined ? {} : { states: state }),
    ...(sessionId === undefined ? {} : { sessionId: sessionId.toLowerCase() }),
    ...(namePrefix === undefined ? {} : { namePrefix }),
    ...toRecordingSearch(query),
    ...(order === undefined ? {} : { order }),
  };
}

/** What is looked for in calls and in what people wrote. */
function toRecordingSearch(query: RecordingListQuery): RecordingSearch {
  const { remoteNumber, direction, durationFromMs, durationToMs, externalId } = query;
  const { metadata, tag, q } = query;
  return {
    ...(remoteNumber === undefined ? {} : { remoteNumber }),
    ...(direction === undefined ? {} : { direction }),
    ...(durationFromMs === undefined ? {} : { durationFromMs }),
    ...(durationToMs === undefined ? {} : { durationToMs }),
    ...(externalId === undefined ? {} : { externalId }),
    ...(metadata === undefined ? {} : { metadata: Object.fromEntries(metadata.map(toPair)) }),
    ...(tag === undefined ? {} : { tags: tag }),
    ...(q === undefined ? {} : { text: q }),
  };
}

function toPair(text: string): [name: string, value: string] {
  const end = text.indexOf('=');
  return [text.slice(0, end), text.slice(end + 1)];
}
