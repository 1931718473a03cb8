import type { Current } from '@tricord/core';
import type { WebhookEndpoint } from '@tricord/webhooks';
import type { Config } from './config/config-form.ts';
import { sourceAccountOf } from './config/source-account.ts';

/** The configured endpoints, with their accounts' ids. */
export function webhookEndpoints(
  config: Current<Pick<Config, 'accounts' | 'webhooks'>>,
): Current<readonly WebhookEndpoint[]> {
  return config.map(({ accounts, webhooks }) =>
    webhooks.endpoints.map(({ account, ...endpoint }) => ({
      ...endpoint,
      ...(account === undefined ? {} : { accountId: sourceAccountOf(accounts, account).id }),
    })),
  );
}
