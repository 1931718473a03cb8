import type { Current, RetentionPolicy } from '@tricord/core';
import type { ImagicleAccount } from '../config.ts';
import { localTimeIn } from './local-time.ts';
import { timeReaderIn, type WrittenTime } from './read-time.ts';

/** The settings of an account in this dialect. */
export interface AccountSettings {
  /** Formats an instant as the account's clients expect it. */
  readonly localTime: (epochMs: number) => string;
  /** Parses a time as the account's clients write it. */
  readonly readTime: (text: string) => WrittenTime | undefined;
  /** Maximum number of recordings in a list without a page size. */
  readonly listLimit: number;
  /** How long the account keeps recordings. */
  readonly retention: RetentionPolicy;
}

/** The settings of an account by its id. */
export type SettingsOf = (accountId: string) => AccountSettings;

/**
 * The settings of accounts as they are configured now. An account that was removed keeps its last ones, for requests that
 * are being answered.
 * @throws Error when called for an account that never was.
 */
export function settingsByAccount(accounts: Current<readonly ImagicleAccount[]>): SettingsOf {
  const settings = new Map<string, AccountSettings>();
  const take = (configured: readonly ImagicleAccount[]) => {
    for (const account of configured) settings.set(account.id, toSettings(account));
  };
  take(accounts.value);
  accounts.onReplaced(take);
  return (accountId) => {
    const found = settings.get(accountId);
    if (found === undefined) throw new Error(`There is no account ${accountId}`);
    return found;
  };
}

function toSettings({
  retention,
  imagicle: { timeZone, listLimit },
}: ImagicleAccount): AccountSettings {
  return {
    localTime: localTimeIn(timeZone),
    readTime: timeReaderIn(timeZone),
    listLimit,
    retention,
  };
}
