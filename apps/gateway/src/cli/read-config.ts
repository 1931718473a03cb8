import type { Environment, LoadedConfig } from '@tricord/runtime';
import type { Command } from 'commander';
import type { GatewayAccount } from '../config.ts';

/** The option of a command that reads a gateway's configuration. */
export function withConfig(command: Command): Command {
  return command.option(
    '--config <file>',
    'the configuration; default: where `tricord serve` looks for it',
  );
}

/**
 * Reads the configuration for a command that does not create one.
 * @throws InvalidConfigError when there is none, or it is invalid.
 */
export async function readConfig(
  { config: path }: { readonly config?: string },
  env: Environment,
): Promise<LoadedConfig<GatewayAccount>> {
  const [{ loadConfig }, { gatewayForm }] = await Promise.all([
    import('@tricord/runtime'),
    import('../config.ts'),
  ]);
  return loadConfig(gatewayForm, { env, first: false, ...(path === undefined ? {} : { path }) });
}
