import { RECORDINGS_AND_SESSIONS } from './0001-recordings-and-sessions.ts';
import { CONFERENCES } from './0002-conferences.ts';
import { OUTBOX } from './0003-outbox.ts';
import { ARCHIVE } from './0004-archive.ts';
import { DIRECTORY } from './0005-directory.ts';
import { AUDIT_LOG } from './0006-audit-log.ts';
import { AGED_RECORDINGS } from './0007-aged-recordings.ts';
import { USERNAMES_IN_ANY_CASE } from './0008-usernames-in-any-case.ts';
import { STEREO_ORDER } from './0009-stereo-order.ts';

/**
 * SQL that brings a catalog from each version to the next; the first entry makes version 1 of an
 * empty file. Entries are never changed once released: a change of columns, or of what `body`
 * holds, is a new entry.
 */
export const MIGRATIONS: readonly string[] = [
  RECORDINGS_AND_SESSIONS,
  CONFERENCES,
  OUTBOX,
  ARCHIVE,
  DIRECTORY,
  AUDIT_LOG,
  AGED_RECORDINGS,
  USERNAMES_IN_ANY_CASE,
  STEREO_ORDER,
];
