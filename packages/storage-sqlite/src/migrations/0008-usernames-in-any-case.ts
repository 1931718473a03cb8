/** Recordings and sessions are found by their user's name in lower case. */
export const USERNAMES_IN_ANY_CASE = `
UPDATE recordings SET username = lower(username) WHERE username <> lower(username);
UPDATE sessions SET username = lower(username) WHERE username <> lower(username);
`;
