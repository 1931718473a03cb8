import { type Config, type Mountable, Runtime, type RuntimeOptions } from '@tricord/runtime';
import type { Logger } from 'pino';
import type { GatewayAccount } from './config.ts';
import { DIALECTS } from './dialects.ts';

export { type ConfigInput, configSchema } from './config.ts';

/** All dialects over one recorder, in one process and on one port. */
export type Gateway = Runtime;

/**
 * Opens and serves a gateway.
 * @param dialects the dialects that it serves.
 * @throws Error with a single line that says what cannot be opened, and why; nothing stays open then.
 */
export function openGateway<Account extends GatewayAccount>(
  config: Config<Account>,
  logger: Logger,
  dialects: readonly Mountable<NoInfer<Account>>[] = DIALECTS,
  options: RuntimeOptions<NoInfer<Account>> = {},
): Promise<Gateway> {
  return Runtime.open(config, logger, dialects, options);
}
