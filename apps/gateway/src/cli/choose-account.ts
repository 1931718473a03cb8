import { UsageError } from './failure.ts';

interface Account {
  readonly id: string;
  readonly name: string;
}

/**
 * The account that is meant: the one of that name or id, or else the only one.
 * @throws UsageError, which lists the accounts.
 */
export function chooseAccount<A extends Account>(
  accounts: readonly A[],
  wanted: string | undefined,
): A {
  if (wanted === undefined) {
    const [only, ...others] = accounts;
    if (only !== undefined && others.length === 0) return only;
    throw new UsageError(
      `there are several accounts: name one by --account (${namesOf(accounts)})`,
    );
  }
  const found = accounts.find(({ id, name }) => wanted === name || wanted.toLowerCase() === id);
  if (found !== undefined) return found;
  throw new UsageError(`no account is called ${wanted}; there are: ${namesOf(accounts)}`);
}

function namesOf(accounts: readonly Account[]): string {
  return accounts.map(({ name }) => name).join(', ');
}
