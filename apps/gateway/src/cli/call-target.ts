import { type Environment, loadConfig } from '@tricord/runtime';
import { type Config, gatewayForm } from '../config.ts';
import { type ApiTarget, apiOf, baseOf, keyOf } from './api-target.ts';
import { CommandError } from './failure.ts';
import { reachableHost } from './reachable.ts';

/** The gateway that a call is placed to. */
export interface CallTarget extends ApiTarget {
  /** The address of its AudioSocket. */
  readonly host: string;
  readonly port: number;
}

/** The options of the command line. */
export interface TargetOptions {
  readonly config?: string;
  readonly api?: string;
  readonly key?: string;
  readonly host?: string;
  readonly port?: number;
}

/**
 * The gateway from the command line; missing options are taken from the configuration.
 * @throws CommandError when the configuration lacks them, too; InvalidConfigError when it is invalid.
 */
export async function findTarget(options: TargetOptions, env: Environment): Promise<CallTarget> {
  const { api, key, host, port } = options;
  if (api !== undefined && key !== undefined && port !== undefined) {
    return { api: baseOf(api), key, host: host ?? '127.0.0.1', port };
  }
  const { config } = await loadConfig(gatewayForm, {
    env,
    first: false,
    ...(options.config === undefined ? {} : { path: options.config }),
  });
  return {
    api: api === undefined ? apiOf(config) : baseOf(api),
    key: key ?? keyOf(config, config.sources.audiosocket[0]?.account),
    ...audioSocketOf(config, host, port),
  };
}

function audioSocketOf(
  { sources: { audiosocket: listeners } }: Config,
  host: string | undefined,
  port: number | undefined,
): { host: string; port: number } {
  const [audiosocket] = listeners;
  const found = port ?? audiosocket?.port;
  if (found === undefined) {
    throw new CommandError('the configuration has no sources.audiosocket: give --port');
  }
  if (found === 0)
    throw new CommandError('sources.audiosocket[0].port is 0, any free one: give --port');
  return { host: host ?? reachableHost(audiosocket?.host ?? '127.0.0.1'), port: found };
}
