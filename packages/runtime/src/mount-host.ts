import type { Current, LineHints } from '@tricord/core';
import { healthProbe } from '@tricord/http-kit';
import type { Logger } from 'pino';
import type { AccountConfig, Config } from './config/config-form.ts';
import type { DeliveryHold } from './delivery-hold.ts';
import type { MountHost } from './mountable.ts';
import type { Parts } from './open-parts.ts';
import { publicUrl } from './public-url.ts';
import { systemIdOf } from './system-id.ts';
import { tricordVersion } from './version.ts';
import { webhookEndpoints } from './webhook-endpoints.ts';

/** The hints that all dialects take from the line of a call, in the order of the dialects. */
export function lineHintsOf(dialects: readonly { readonly lineHints?: LineHints }[]): LineHints {
  return (description) => dialects.flatMap((dialect) => dialect.lineHints?.(description) ?? []);
}

/** What a runtime provides to its dialects. */
export function mountHost<Account extends AccountConfig>(
  current: Current<Config<Account>>,
  logger: Logger,
  { core, registry, checks, sources, logins, outbox }: Parts,
  hold: Pick<DeliveryHold, 'isHeld'>,
  { servedAt, reloadConfig }: { servedAt(): string } & Pick<MountHost<Account>, 'reloadConfig'>,
): MountHost<Account> {
  const startedAt = core.clock.now();
  const probe = healthProbe(checks);
  return {
    core,
    registry,
    logger,
    logins,
    accounts: current.map(({ accounts }) => accounts),
    systemId: systemIdOf(current.value),
    webhookEndpoints: webhookEndpoints(current),
    get publicUrl() {
      return publicUrl(current.value, servedAt());
    },
    dial: (accountId, request) => sources.dial(accountId, request),
    reloadConfig,
    wakeDeliveries: () => outbox.wake(),
    status: async () => ({
      version: tricordVersion(),
      startedAt,
      health: await probe(),
      deliveriesHeld: hold.isHeld,
    }),
  };
}
