import type { Recording } from '@tricord/core';

/**
 * The recording with those fields of `saved` that only the catalog decides: its name, what it replaces, whether it is
 * preserved, its note and tags. They are decided in the catalog's transactions, against other recordings and together
 * with the audit log, so the version saved last is right about them; one that is yet to be saved may not be.
 */
export function withCatalogFields(recording: Recording, saved: Recording): Recording {
  const {
    preserved: _preserved,
    preservingUsername: _by,
    replaces: _replaces,
    append: _append,
    note: _note,
    noteAuthor: _author,
    tags: _tags,
    ...rest
  } = recording;
  const { name, preserved, preservingUsername, replaces, append, note, noteAuthor, tags } = saved;
  return {
    ...rest,
    name,
    ...(preserved === undefined ? {} : { preserved }),
    ...(preservingUsername === undefined ? {} : { preservingUsername }),
    ...(replaces === undefined ? {} : { replaces }),
    ...(append === undefined ? {} : { append }),
    ...(note === undefined ? {} : { note }),
    ...(noteAuthor === undefined ? {} : { noteAuthor }),
    ...(tags === undefined ? {} : { tags }),
  };
}
