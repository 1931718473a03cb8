/**
 * The journal keeps what happened until deliveries have been made of it. Of a delivery, `target` is
 * its kind and URL, `lane` the server; `next_attempt_at` is NULL unless it is the first pending one
 * of its recording and target, so that what is due can be read off an index.
 */
export const OUTBOX = `
CREATE TABLE journal (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  body TEXT NOT NULL
) STRICT;

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
`;
