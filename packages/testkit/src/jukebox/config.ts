import {
  type AccountSection,
  type AccountWith,
  type PlacedValue,
  repeated,
  secret,
  seen,
} from '@tricord/http-kit';
import { z } from 'zod';

const seenAccounts = seen.list(
  seen.part({ jukebox: seen.part({ users: seen.list(seen.part({ username: seen.text })) }) }),
);

/** `accounts[].jukebox` */
export const jukeboxSection = {
  name: 'jukebox' as const,
  schema: z.strictObject({
    loud: z.boolean().default(false),
    users: z.array(z.strictObject({ username: z.string(), password: secret })).default([]),
  }),
  rules: (accounts) => {
    const names = (seenAccounts.parse(accounts) ?? []).flatMap((account, i) =>
      (account?.jukebox?.users ?? []).map(
        (user, j): PlacedValue => [
          user?.username,
          ['accounts', i, 'jukebox', 'users', j, 'username'],
        ],
      ),
    );
    return repeated(names, (name) => `the jukebox user name ${name} is used twice`);
  },
  first: ({ secret }) => `jukebox: # plays
  users:
    - { username: dj, password: ${secret()} }
`,
} satisfies AccountSection;

/** An account whose recordings are played for its users. */
export type JukeboxAccount = Pick<AccountWith<typeof jukeboxSection>, 'id' | 'jukebox'>;
