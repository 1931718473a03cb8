import { type Environment, loadConfig } from '@tricord/runtime';
import { type Config, gatewayForm } from '../config.ts';
import { type ApiTarget, apiOf, baseOf, keyOf } from './api-target.ts';
import { CommandError } from './failure.ts';
import { reachableHost } from './reachable.ts';

/** The gateway that a call is placed to. */
export interface CallTarget {
  /** The address of its AudioSocket. */
  readonly host: string;
  readonly port: number;
  /** Its native API; undefined when the call need not be announced. */
  readonly api?: ApiTarget;
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
 * The gateway from the command line; missing options are taken from the configuration, which is read only if needed.
 * @param described whether the command line describes the call. Then it must be announced, which takes a key; it is
 *   also announced when a key is given, and when the AudioSocket refuses unknown calls.
 * @throws CommandError when the configuration lacks them, too; InvalidConfigError when it is invalid.
 */
export async function findTarget(
  options: TargetOptions,
  described: boolean,
  env: Environment,
): Promise<CallTarget> {
  const { api, key, host, port } = options;
  let loading: Promise<Config> | undefined;
  const config = () => {
    loading ??= configOf(options.config, env);
    return loading;
  };
  const audioSocket =
    port === undefined ? audioSocketOf(await config(), host) : { host: host ?? '127.0.0.1', port };
  const announced =
    described || key !== undefined || (port === undefined && refusesUnknown(await config()));
  if (!announced) return audioSocket;
  return {
    ...audioSocket,
    api: {
      api: api === undefined ? apiOf(await config()) : baseOf(api),
      key: key ?? audioSocketKeyOf(await config()),
    },
  };
}

async function configOf(path: string | undefined, env: Environment): Promise<Config> {
  const { config } = await loadConfig(gatewayForm, {
    env,
    first: false,
    ...(path === undefined ? {} : { path }),
  });
  return config;
}

function audioSocketOf(
  { sources: { audiosocket: listeners } }: Config,
  host: string | undefined,
): { host: string; port: number } {
  const [audiosocket] = listeners;
  if (audiosocket === undefined) {
    throw new CommandError(
      'the configuration has no AudioSocket (sources.audiosocket); add one or give --port',
    );
  }
  const { port } = audiosocket;
  if (port === 0) {
    throw new CommandError('sources.audiosocket[0].port is 0, any free one: give --port');
  }
  return { host: host ?? reachableHost(audiosocket.host), port };
}

function refusesUnknown({ sources: { audiosocket } }: Config): boolean {
  return audiosocket[0]?.unknownSessions === 'refuse';
}

/** A key of the account that the AudioSocket's calls belong to. */
function audioSocketKeyOf(config: Config): string {
  return keyOf(config, config.sources.audiosocket[0]?.account);
}
