/**
 * The archive by page number: which finished recordings are in which group (an account's, a user's, a
 * number's, see `archive-groups.ts`), and how many of each group began on each day, so that neither a
 * total nor a deep page has to be counted row by row. `seq` is the recording's.
 *
 * `archive_numbers` finds the groups of remote numbers by any three characters and more (SQLite's FTS5,
 * https://sqlite.org/fts5.html#the_trigram_tokenizer); groups stay once they are there.
 *
 * `archive_spans` has the longest time that a recording of the account took, so that a bound on ends is
 * one on beginnings.
 */
export const ARCHIVE = `
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
`;
