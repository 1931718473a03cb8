/** Recordings and sessions are found by their user's name as it is compared, whatever its case. */
export const USERNAMES_IN_ANY_CASE = `
UPDATE recordings SET username = username_key(username) WHERE username <> username_key(username);
UPDATE sessions SET username = username_key(username) WHERE username <> username_key(username);
`;
