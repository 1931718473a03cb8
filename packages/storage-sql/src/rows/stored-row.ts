import { TricordError } from '@tricord/core';

/** What every table keeps of an item. The columns beside these only serve to find and sort rows. */
export interface StoredRow {
  readonly id: string;
  /** The whole item, JSON. */
  readonly body: string;
}

/** What is bound to a column or parameter. */
export type SqlValue = string | number | Uint8Array | null;

/**
 * Reads a row's body. It is not checked field by field: nothing but a catalog writes it, always
 * from the type that it is read as, and a change of that type is a new version of the schema.
 * @throws TricordError `internal` when it is not JSON: something else changed the row.
 */
export function readRow<T>({ id, body }: StoredRow): T {
  try {
    return JSON.parse(body) as T;
  } catch (cause) {
    throw new TricordError('internal', `The catalog's row ${id} is damaged`, { cause });
  }
}

/** The error of an insert that changed nothing. */
export function idInUse(id: string): TricordError {
  return new TricordError('invalid-argument', `The id ${id} is in use`, {
    details: { parameter: 'id' },
  });
}
