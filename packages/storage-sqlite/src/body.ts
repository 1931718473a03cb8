import { TricordError } from '@tricord/core';

/**
 * Reads a row's JSON. It is not checked field by field: nothing but this package writes it, always
 * from the type that it is read as, and a change of that type comes with a migration of what is stored.
 * @throws TricordError `internal` when it is no JSON: the file was changed by other hands.
 */
export function parseBody<T>(id: string, body: string): T {
  try {
    return JSON.parse(body) as T;
  } catch (cause) {
    throw new TricordError('internal', `The catalog's row ${id} is damaged`, { cause });
  }
}
