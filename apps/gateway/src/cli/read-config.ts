import { type Environment, type LoadedConfig, loadConfig } from '@tricord/runtime';
import type { Command } from 'commander';
import { type GatewayAccount, gatewayForm } from '../config.ts';

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
export function readConfig(
  { config: path }: { readonly config?: string },
  env: Environment,
): Promise<LoadedConfig<GatewayAccount>> {
  return loadConfig(gatewayForm, { env, first: false, ...(path === undefined ? {} : { path }) });
}
