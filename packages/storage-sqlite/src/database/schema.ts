/**
 * The version of {@link SCHEMA}, as `user_version` of the file has it. It goes up with every change of
 * the schema, and of what a `body` holds.
 */
export const SCHEMA_VERSION = 4;

/**
 * Everything that a catalog has.
 *
 * A row holds a whole item as JSON in `body`. The columns beside it are those that rows are found or sorted by.
 */
export const SCHEMA = `
-- Recordings and sessions.
--
-- A recording's shelf is its state as far as names and lists care: the four states of a live recording
-- are one shelf, so that passing through them moves no index entry. Every list index goes by account,
-- one column that is looked for, shelf (for sessions: state) and age. Whatever states are asked for, a
-- page is read in order, from where the one before it ended.
--
-- call_at is when the call of a recording began. What ages is what retention looks at: the ended
-- recordings that are not preserved.

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
  body TEXT NOT NULL,
  call_at INTEGER
    AS (CAST(coalesce(json_extract(body, '$.startedAt'), created_at) AS INTEGER)) VIRTUAL,
  ages INTEGER
    AS (shelf <> 'live' AND json_extract(body, '$.preserved') IS NOT 1) VIRTUAL,
  direction TEXT AS (json_extract(body, '$.call.direction')) VIRTUAL,
  duration_ms REAL AS (json_extract(body, '$.media.durationMs')) VIRTUAL
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

CREATE INDEX recordings_aged ON recordings (account_id, call_at, id) WHERE ages;
CREATE INDEX recordings_aged_by_number
  ON recordings (account_id, directory_number, call_at, id, device_name)
  WHERE ages AND directory_number IS NOT NULL;
CREATE INDEX recordings_aged_by_device
  ON recordings (account_id, device_name, call_at, id)
  WHERE ages AND device_name IS NOT NULL;

-- Finds recordings (by seq) by parts of the texts that are searched, and by marks: short hashes of what must be equal
-- (account, tags, metadata, numbers, ids). Both find too much rather than too little.

CREATE VIRTUAL TABLE recording_search USING fts5 (
  text, marks, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1');

CREATE TABLE sessions (
  seq INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('expected', 'live', 'ended')),
  created_at INTEGER NOT NULL,
  external_id TEXT,
  conference_id TEXT,
  device_name TEXT,
  directory_number TEXT,
  username TEXT,
  numeric_user_id TEXT,
  calling_number TEXT,
  called_number TEXT,
  started_at INTEGER,
  body TEXT NOT NULL,
  -- Clients and PBXs choose the ids.
  UNIQUE (account_id, id)
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
CREATE INDEX sessions_by_calling_number
  ON sessions (account_id, calling_number, state, created_at, id) WHERE calling_number IS NOT NULL;
CREATE INDEX sessions_by_called_number
  ON sessions (account_id, called_number, state, created_at, id) WHERE called_number IS NOT NULL;

-- Conferences. Clients choose their ids, which are therefore unique within an account only.

CREATE TABLE conferences (
  seq INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL,
  id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('live', 'ended')),
  created_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (account_id, id)
) STRICT;

CREATE INDEX conferences_live ON conferences (created_at, id) WHERE state = 'live';
CREATE INDEX conferences_by_age ON conferences (account_id, state, created_at, id);

-- The outbox. The journal keeps what happened for a while, at least until deliveries have been made of it:
-- journal_planned says up to where they have. A delivery's
-- target is its kind and URL, its lane the server. next_attempt_at is NULL unless the delivery is the
-- first pending one of its recording and target, so that an index tells what is due.

CREATE TABLE journal (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX journal_by_account ON journal (account_id, position);

CREATE TABLE journal_planned (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  position INTEGER NOT NULL
) STRICT;
INSERT INTO journal_planned VALUES (1, 0);

CREATE TABLE deliveries (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL,
  recording_id TEXT NOT NULL,
  target TEXT NOT NULL,
  lane TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending', 'delivered', 'dead')),
  created_at INTEGER NOT NULL,
  next_attempt_at INTEGER,
  ended_at INTEGER,
  body TEXT NOT NULL
) STRICT;

CREATE INDEX deliveries_due
  ON deliveries (lane, next_attempt_at, seq) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX deliveries_by_time
  ON deliveries (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX deliveries_pending
  ON deliveries (recording_id, target, seq) WHERE state = 'pending';
CREATE INDEX deliveries_ended ON deliveries (state, ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX deliveries_by_state_and_age ON deliveries (state, created_at);

CREATE INDEX deliveries_by_age ON deliveries (account_id, state, created_at, id);
CREATE INDEX deliveries_by_recording_id
  ON deliveries (account_id, recording_id, state, created_at, id);

-- The archive by page number: which finished recordings (by seq) are in which group (of an account, a
-- user, a number), and how many of each group began on each day, so that neither totals nor deep pages
-- are counted row by row.
--
-- archive_numbers finds the groups of remote numbers by three or more characters
-- (https://sqlite.org/fts5.html#the_trigram_tokenizer); groups stay once they are there. archive_spans
-- has the longest time that a recording of the account took, which turns a bound on ends into one on
-- starts. archive_sizes has how many recordings of the account there are, and the bytes of their audio.

CREATE TABLE archive_groups (
  id INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (account_id, kind, value)
) STRICT;

CREATE VIRTUAL TABLE archive_numbers
  USING fts5 (number, content = '', tokenize = 'trigram case_sensitive 1');
CREATE TRIGGER archive_numbers_are_found AFTER INSERT ON archive_groups WHEN NEW.kind = 'remote'
BEGIN INSERT INTO archive_numbers (rowid, number) VALUES (NEW.id, NEW.value); END;

CREATE TABLE archive_entries (
  group_id INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (group_id, started_at, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE archive_days (
  group_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  size INTEGER NOT NULL,
  PRIMARY KEY (group_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE archive_facts (
  seq INTEGER PRIMARY KEY,
  ended_at INTEGER NOT NULL,
  remote_number TEXT
) STRICT;

CREATE TABLE archive_spans (
  account_id TEXT PRIMARY KEY,
  longest_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE archive_sizes (
  account_id TEXT PRIMARY KEY,
  recordings INTEGER NOT NULL,
  media_bytes INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The directory: the users that were added at run time. name_key is the name as it is compared, in
-- lower case and unique over all accounts. A user's lines and keys (alias numbers, ids) are in its body, and here to be
-- found by.

CREATE TABLE users (
  name_key TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX users_by_name ON users (account_id, name_key);

CREATE TABLE user_keys (
  name_key TEXT NOT NULL REFERENCES users (name_key) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  account_id TEXT NOT NULL,
  PRIMARY KEY (name_key, kind, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX user_keys_by_value ON user_keys (account_id, kind, value, name_key);

CREATE TABLE user_lines (
  name_key TEXT NOT NULL REFERENCES users (name_key) ON DELETE CASCADE,
  device_name TEXT NOT NULL,
  directory_number TEXT NOT NULL,
  account_id TEXT NOT NULL,
  PRIMARY KEY (name_key, device_name, directory_number)
) STRICT, WITHOUT ROWID;

CREATE INDEX user_lines_by_device ON user_lines (account_id, device_name, name_key);
CREATE INDEX user_lines_by_number
  ON user_lines (account_id, directory_number, name_key, device_name);

-- The audit log: who did what. Entries are only ever added, each chained to the one before it by its
-- hash; audit_heads says where each account's log ends, so that a log that was cut shows. The hash
-- covers these columns one by one: none may come or go without a new version of what is hashed
-- (auditText in the core).

CREATE TABLE audit (
  account_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  username TEXT COLLATE NOCASE,
  via TEXT NOT NULL,
  address TEXT,
  action TEXT NOT NULL,
  recording_id TEXT,
  subject TEXT,
  details TEXT NOT NULL,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (account_id, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX audit_by_time ON audit (account_id, at, seq);
CREATE INDEX audit_by_recording_id ON audit (account_id, recording_id, at, seq, action)
  WHERE recording_id IS NOT NULL;
CREATE INDEX audit_by_username ON audit (account_id, username, at, seq, action)
  WHERE username IS NOT NULL;
CREATE INDEX audit_by_action ON audit (account_id, action, at, seq);

CREATE TABLE audit_heads (
  account_id TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_heads_go_on BEFORE UPDATE ON audit_heads
WHEN NEW.account_id <> OLD.account_id OR NEW.seq <> OLD.seq + 1
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_heads_are_not_removed BEFORE DELETE ON audit_heads
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

-- Written by each check of whether the catalog can be written.

CREATE TABLE heartbeat (id INTEGER PRIMARY KEY CHECK (id = 1), beats INTEGER NOT NULL) STRICT;
INSERT INTO heartbeat VALUES (1, 0);
`;
