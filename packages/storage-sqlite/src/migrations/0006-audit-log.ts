/**
 * Who did what: entries are only ever added, each chained to the one before it by its hash. `audit_heads` says
 * where each log ends, so that a log that was cut shows. What lies there is hashed column by column:
 * no column may come or go without a new version of what is hashed (`auditText` in the core).
 */
export const AUDIT_LOG = `
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
`;
