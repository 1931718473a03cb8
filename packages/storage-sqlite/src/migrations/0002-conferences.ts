/**
 * As recordings and sessions are kept: a list goes by account, state and age. A conference's id is
 * its own only within its account, since clients choose it.
 */
export const CONFERENCES = `
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
`;
