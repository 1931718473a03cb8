/**
 * Each row has, beside `body` (all of it, JSON), the columns that are looked for or sorted by.
 *
 * `shelf` is a recording's state as far as names and lists care: the four states of a live
 * recording are one shelf, so that its way through them moves no index entry. Every list index goes
 * by account, one column that is looked for, shelf (for sessions: state) and age, so that whatever
 * states are asked for, a page is read from where the one before ended, in order.
 */
export const RECORDINGS_AND_SESSIONS = `
CREATE TABLE recordings (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL,
  name TEXT NOT NULL,
  shelf TEXT NOT NULL CHECK (shelf IN ('live', 'done', 'failed', 'canceled')),
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  session_id TEXT,
  conference_id TEXT,
  device_name TEXT,
  directory_number TEXT,
  username TEXT,
  numeric_user_id TEXT,
  body TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX recordings_live_names ON recordings (account_id, name) WHERE shelf = 'live';
CREATE UNIQUE INDEX recordings_stored_names ON recordings (account_id, name) WHERE shelf = 'done';
CREATE INDEX recordings_unfinished ON recordings (created_at, id) WHERE shelf = 'live';

CREATE INDEX recordings_by_name ON recordings (account_id, shelf, name, id);
CREATE INDEX recordings_by_age ON recordings (account_id, shelf, created_at, id);
CREATE INDEX recordings_by_session_id
  ON recordings (account_id, session_id, shelf, created_at, id) WHERE session_id IS NOT NULL;
CREATE INDEX recordings_by_conference_id
  ON recordings (account_id, conference_id, shelf, created_at, id) WHERE conference_id IS NOT NULL;
CREATE INDEX recordings_by_device_name
  ON recordings (account_id, device_name, shelf, created_at, id) WHERE device_name IS NOT NULL;
CREATE INDEX recordings_by_directory_number
  ON recordings (account_id, directory_number, shelf, created_at, id)
  WHERE directory_number IS NOT NULL;
CREATE INDEX recordings_by_username
  ON recordings (account_id, username, shelf, created_at, id) WHERE username IS NOT NULL;
CREATE INDEX recordings_by_numeric_user_id
  ON recordings (account_id, numeric_user_id, shelf, created_at, id)
  WHERE numeric_user_id IS NOT NULL;

CREATE TABLE sessions (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('expected', 'live', 'ended')),
  created_at INTEGER NOT NULL,
  external_id TEXT,
  conference_id TEXT,
  device_name TEXT,
  directory_number TEXT,
  username TEXT,
  numeric_user_id TEXT,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX sessions_live ON sessions (created_at, id) WHERE state = 'live';
CREATE INDEX sessions_by_external_id
  ON sessions (account_id, external_id, created_at, id) WHERE external_id IS NOT NULL;

CREATE INDEX sessions_by_age ON sessions (account_id, state, created_at, id);
CREATE INDEX sessions_by_conference_id
  ON sessions (account_id, conference_id, state, created_at, id) WHERE conference_id IS NOT NULL;
CREATE INDEX sessions_by_device_name
  ON sessions (account_id, device_name, state, created_at, id) WHERE device_name IS NOT NULL;
CREATE INDEX sessions_by_directory_number
  ON sessions (account_id, directory_number, state, created_at, id)
  WHERE directory_number IS NOT NULL;
CREATE INDEX sessions_by_username
  ON sessions (account_id, username, state, created_at, id) WHERE username IS NOT NULL;
CREATE INDEX sessions_by_numeric_user_id
  ON sessions (account_id, numeric_user_id, state, created_at, id)
  WHERE numeric_user_id IS NOT NULL;

-- Written by each check of whether the catalog can be written.
CREATE TABLE heartbeat (id INTEGER PRIMARY KEY CHECK (id = 1), beats INTEGER NOT NULL) STRICT;
INSERT INTO heartbeat VALUES (1, 0);
`;
