import type { BrokenRule, SettingPath } from '@tricord/http-kit';

/** What the rules know about the accounts. */
export type SeenAccounts = readonly (
  | { readonly id?: string | undefined; readonly name?: string | undefined }
  | undefined
)[];

/** A setting that names an account must name an existing one; it may be left out when there is only one. */
export function accountRules(
  accounts: SeenAccounts,
  account: string | undefined,
  path: SettingPath,
): BrokenRule[] {
  if (account === undefined) {
    return accounts.length > 1
      ? [{ path, message: 'must be given: there are several accounts' }]
      : [];
  }
  const id = account.toLowerCase();
  return accounts.some((a) => a?.name === account || a?.id?.toLowerCase() === id)
    ? []
    : [{ path, message: `no account is called ${account}` }];
}
