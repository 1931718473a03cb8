import type { Current, RecordingDefaults } from '@tricord/core';
import type { Config } from './config/config-form.ts';

/** The recording defaults of the configured accounts; those of removed ones stay, for their live calls. */
export function configuredDefaults(config: Current<Pick<Config, 'accounts'>>): RecordingDefaults {
  const byAccount = new Map<string, ReturnType<RecordingDefaults>>();
  const take = ({ accounts }: Pick<Config, 'accounts'>) => {
    for (const { id, recording } of accounts) byAccount.set(id, recording);
  };
  take(config.value);
  config.onReplaced(take);
  return (accountId) => byAccount.get(accountId) ?? {};
}
