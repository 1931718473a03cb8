import { TricordError } from '@tricord/core';

/** What a row keeps: the columns beside `body` only serve to find and sort it. */
export interface StoredRow {
  readonly id: string;
  /** All of it, JSON. */
  readonly body: string;
}

export type RowValues = Readonly<Record<string, string | number | null>>;

/**
 * Reads a row's body. It is not checked field by field: nothing but this package writes it, always
 * from the type that it is read as, and a change of that type is a new version
 * of the schema.
 * @throws TricordError `internal` when it is no JSON: the file was changed by other hands.
 */
export function readRow<T>({ id, body }: StoredRow): T {
  try {
    return JSON.parse(body) as T;
  } catch (cause) {
    throw new TricordError('internal', `The catalog's row ${id} is damaged`, { cause });
  }
}

/**
 * Adds a row unless one of the same `identity` is there. Each column is bound by its name.
 * @param identity the columns that tell rows apart.
 */
export function insertSql(
  table: string,
  columns: readonly string[],
  identity: readonly string[],
): string {
  const values = columns.map((column) => `$${column}`);
  return (
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')}) ` +
    `ON CONFLICT (${identity.join(', ')}) DO NOTHING`
  );
}

/** Changes columns of the row of that id. Only the indexes of these columns are written. */
export function updateSql(table: string, columns: readonly string[]): string {
  const changes = columns.map((column) => `${column} = $${column}`);
  return `UPDATE ${table} SET ${changes.join(', ')} WHERE id = $id AND account_id = $account_id`;
}

/** The error of an insert that changed nothing. */
export function idInUse(id: string): TricordError {
  return new TricordError('invalid-argument', `The id ${id} is in use`, {
    details: { parameter: 'id' },
  });
}
