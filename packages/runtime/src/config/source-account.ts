import type { AccountConfig, Config } from './schema.ts';

/**
 * The account that a source's calls belong to: the one of that name or id, or the only one.
 * @throws Error when there is none, which the schema rules out.
 */
export function sourceAccountOf(
  accounts: Config['accounts'],
  given: string | undefined,
): AccountConfig {
  const account = accounts.find(
    ({ id, name }) => given === undefined || given === name || given === id,
  );
  if (account === undefined) throw new Error(`no account is called ${given}`);
  return account;
}
