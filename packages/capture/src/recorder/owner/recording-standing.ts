import type { Recording } from '@tricord/core';

/**
 * A recording with the standing of another version of it: its name, what it replaces, and whether it is preserved.
 * These are decided in the catalog's transactions, against other recordings and together with the audit log, so that
 * the version that was saved last is right about them, and one that waits to be saved may not be.
 */
export function withStanding(recording: Recording, saved: Recording): Recording {
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
