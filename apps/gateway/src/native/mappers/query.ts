import {
  type CallFilter,
  conferenceRefFor,
  type Directory,
  type RecordingQuery,
} from '@tricord/core';
import type { operations } from '../../generated/api.ts';

export type RecordingListQuery = NonNullable<operations['listRecordings']['parameters']['query']>;

/** The filters by which both lists say whose calls they want. */
interface CallQuery {
  readonly deviceName?: string;
  readonly directoryNumber?: string;
  readonly username?: string;
  readonly numericUserId?: string;
}

/** The filters as the catalog compares them: a user's name is spelt as the directory spells it. */
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

/** The conference that a client names by its UUID or its name. */
export function toConferenceFilter(
  accountId: string,
  given: string | undefined,
): { conferenceId?: string } {
  return given === undefined ? {} : { conferenceId: conferenceRefFor(accountId, given).id };
}

/** Where the page begins. */
export function toAfter(after: string | undefined): { after?: string } {
  return after === undefined ? {} : { after };
}

/** The filters that only recordings have. */
export function toRecordingFilter(query: RecordingListQuery): Partial<RecordingQuery> {
  const { state, sessionId, createdFrom, createdBefore, namePrefix, order } = query;
  return {
    ...(state === undefined ? {} : { states: state }),
    ...(sessionId === undefined ? {} : { sessionId: sessionId.toLowerCase() }),
    ...(createdFrom === undefined ? {} : { createdFrom: Date.parse(createdFrom) }),
    ...(createdBefore === undefined ? {} : { createdBefore: Date.parse(createdBefore) }),
    ...(namePrefix === undefined ? {} : { namePrefix }),
    ...(order === undefined ? {} : { order }),
  };
}
