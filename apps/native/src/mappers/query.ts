import {
  type CallFilter,
  conferenceRefFor,
  type Directory,
  type RecordingQuery,
  TricordError,
} from '@tricord/core';
import type { operations } from '../generated/api.ts';

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

/** When it was created. */
export function toCreatedFilter({
  createdFrom,
  createdBefore,
}: Pick<RecordingListQuery, 'createdFrom' | 'createdBefore'>) {
  return {
    ...(createdFrom === undefined ? {} : { createdFrom: toInstant('createdFrom', createdFrom) }),
    ...(createdBefore === undefined
      ? {}
      : { createdBefore: toInstant('createdBefore', createdBefore) }),
  };
}

/** The filters that only recordings have. */
export function toRecordingFilter(query: RecordingListQuery): Partial<RecordingQuery> {
  const { state, sessionId, namePrefix, order } = query;
  return {
    ...toCreatedFilter(query),
    ...(state === undefined ? {} : { states: state }),
    ...(sessionId === undefined ? {} : { sessionId: sessionId.toLowerCase() }),
    ...(namePrefix === undefined ? {} : { namePrefix }),
    ...(order === undefined ? {} : { order }),
  };
}

/**
 * The instant that a text of RFC 3339's form names, epoch milliseconds.
 * @throws TricordError `invalid-argument` for one that the calendar or our clock lacks: a 13th month,
 *   a leap second.
 */
export function toInstant(parameter: string, text: string): number {
  const at = Date.parse(text);
  if (Number.isNaN(at)) {
    throw new TricordError('invalid-argument', `There is no such time: ${text}`, {
      details: { parameter },
    });
  }
  return at;
}
