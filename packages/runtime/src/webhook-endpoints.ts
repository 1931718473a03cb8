import type { WebhookEndpoint } from '@tricord/webhooks';
import type { Config } from './config/config-form.ts';
import { sourceAccountOf } from './config/source-account.ts';

/** The configured endpoints, with their accounts' ids. */
export function webhookEndpoints({
  accounts,
  webhooks,
}: Pick<Config, 'accounts' | 'webhooks'>): readonly WebhookEndpoint[] {
  return webhooks.endpoints.map(({ account, ...endpoint }) => ({
    ...endpoint,
    ...(account === undefined ? {} : { accountId: sourceAccountOf(accounts, account).id }),
  }));
}
