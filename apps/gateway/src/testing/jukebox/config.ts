import {
  type AccountSection,
  type AccountWith,
  bearerKey,
  type PlacedValue,
  repeated,
  seen,
} from '@tricord/http-kit';
import { z } from 'zod';

const seenAccounts = seen.list(seen.part({ jukebox: seen.part({ coin: seen.text }) }));

/** `accounts[].jukebox` */
export const jukeboxSection = {
  name: 'jukebox' as const,
  schema: z.strictObject({
    coin: bearerKey.exactOptional(),
    loud: z.boolean().default(false),
  }),
  rules: (accounts) => {
    const coins = (seenAccounts.parse(accounts) ?? []).map(
      (account, i): PlacedValue => [account?.jukebox?.coin, ['accounts', i, 'jukebox', 'coin']],
    );
    return repeated(coins, () => 'the coin is used twice');
  },
  first: ({ secret }) => `jukebox:\n  coin: ${secret()}\n`,
} satisfies AccountSection;

/** An account whose recordings are played for its coin. */
export type JukeboxAccount = Pick<AccountWith<typeof jukeboxSection>, 'id' | 'jukebox'>;
