/**
 * The users that were put in at run time. `name_key` is the name as it is compared, in lower case, and
 * unique over all accounts; the lines stand in the user's `body`, and once more where they are found by.
 */
export const DIRECTORY = `
CREATE TABLE users (
  name_key TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  numeric_user_id TEXT,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX users_by_name ON users (account_id, name_key);
CREATE INDEX users_by_numeric_user_id
  ON users (account_id, numeric_user_id, name_key) WHERE numeric_user_id IS NOT NULL;

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
`;
