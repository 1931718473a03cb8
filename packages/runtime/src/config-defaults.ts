import type { RecordingDefaults } from '@tricord/core';
import type { Config } from './config/config-form.ts';

/** The recording defaults of the configured accounts. */
export function configuredDefaults({ accounts }: Pick<Config, 'accounts'>): RecordingDefaults {
  const byAccount = new Map(accounts.map(({ id, recording }) => [id, recording]));
  return (accountId) => byAccount.get(accountId) ?? {};
}
