import { TricordError } from '@tricord/core';

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

/** The error for an insert with an id that is in use. */
export function idInUse(id: string): TricordError {
  return new TricordError('invalid-argument', `The id ${id} is in use`, {
    details: { parameter: 'id' },
  });
}
