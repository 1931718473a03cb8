import type { AccountConfig, Config } from './config-form.ts';

/**
 * The configuration that a process goes on with when its file has become `next`: what can change while it runs is as in
 * `next`, everything else as before.
 */
export function reloadedConfig<Account extends AccountConfig>(
  running: Config<Account>,
  next: Config<Account>,
): Config<Account> {
  const { accounts, sources, log, http, webhooks, shutdown } = next;
  const { wrongLogins } = http;
  const { endpoints, allowPrivate } = webhooks;
  return {
    ...running,
    accounts,
    sources,
    log,
    shutdown,
    http: { ...running.http, wrongLogins },
    webhooks: { ...running.webhooks, endpoints, allowPrivate },
  };
}
