import type { RecordingDefaults } from '@tricord/core';
import type { Config } from './config/config-form.ts';

/** What the accounts of the configuration want of their recordings. */
export function configuredDefaults({ accounts }: Pick<Config, 'accounts'>): RecordingDefaults {
  const byAccount = new Map(accounts.map(({ id, recording }) => [id, recording]));
  return (accountId) => byAccount.get(accountId) ?? {};
}
