import type { Recording } from '@tricord/core';

/**
 * The recording with those fields of `saved` that only the catalog decides: its name, what it replaces, and
 * whether it is preserved. They are decided in the catalog's transactions, against other recordings and together
 * with the audit log, so the version saved last is right about them; one that is yet to be saved may not be.
 */
export function withCatalogFields(recording: Recording, saved: Recording): Recording {
  const {
    preserved: _,
    preservingUsername: _by,
    replaces: _old,
    append: _too,
    ...rest
  } = recording;
  const { name, preserved, preservingUsername, replaces, append } = saved;
  return {
    ...rest,
    name,
    ...(preserved === undefined ? {} : { preserved }),
    ...(preservingUsername === undefined ? {} : { preservingUsername }),
    ...(replaces === undefined ? {} : { replaces }),
    ...(append === undefined ? {} : { append }),
  };
}
