import { type CallDetails, type CallFilter, isSameUser, TricordError } from '@tricord/core';

interface Row {
  readonly createdAt: number;
  readonly id: string;
}

/** The order of every list that is not sorted by name. */
export function newestFirst(a: Row, b: Row): number {
  return b.createdAt - a.createdAt || compareText(b.id, a.id);
}

export function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** Whether a call matches the filter that recordings and sessions share. */
export function callFits(call: CallDetails, filter: CallFilter): boolean {
  return (
    (filter.deviceName === undefined || filter.deviceName === call.line.deviceName) &&
    (filter.directoryNumber === undefined ||
      filter.directoryNumber === call.line.directoryNumber) &&
    (filter.username === undefined || isSameUser(call.username, filter.username)) &&
    (filter.numericUserId === undefined || filter.numericUserId === call.numericUserId)
  );
}

/** The error for an insert with an id that is in use. */
export function idInUse(id: string): TricordError {
  return new TricordError('invalid-argument', `The id ${id} is in use`, {
    details: { parameter: 'id' },
  });
}
