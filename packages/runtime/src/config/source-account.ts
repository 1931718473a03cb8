import type { AccountConfig } from './config-form.ts';

/**
 * The account that a source's calls belong to: the one with that name or id, or the only one.
 * @throws Error when there is none, which the schema rules out.
 */
export function sourceAccountOf<Account extends AccountConfig>(
  accounts: readonly Account[],
  given: string | undefined,
): Account {
  const account = accounts.find(
    ({ id, name }) => given === undefined || given === name || given.toLowerCase() === id,
  );
  if (account === undefined) throw new Error(`no account is called ${given}`);
  return account;
}
