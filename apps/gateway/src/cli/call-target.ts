import { type Config, type Environment, loadConfig, sourceAccountOf } from '@tricord/runtime';
import { CommandError } from './failure.ts';
import { reachableHost, reachableUrl } from './reachable.ts';

/** The gateway that a call goes to. */
export interface CallTarget {
  /** Where its HTTP APIs are, without a trailing slash. */
  readonly api: string;
  /** A key of its native API. */
  readonly key: string;
  /** Where its AudioSocket is. */
  readonly host: string;
  readonly port: number;
}

/** What the command line says of it. */
export interface TargetOptions {
  readonly config?: string;
  readonly api?: string;
  readonly key?: string;
  readonly host?: string;
  readonly port?: number;
}

/**
 * The gateway that the command line names; what it leaves out comes from the configuration.
 * @throws CommandError when that does not tell; InvalidConfigError when it cannot be used.
 */
export async function findTarget(options: TargetOptions, env: Environment): Promise<CallTarget> {
  const { api, key, host, port } = options;
  if (api !== undefined && key !== undefined && port !== undefined) {
    return { api: baseOf(api), key, host: host ?? '127.0.0.1', port };
  }
  const { config } = await loadConfig({
    env,
    first: false,
    ...(options.config === undefined ? {} : { path: options.config }),
  });
  return {
    api: api === undefined ? apiOf(config) : baseOf(api),
    key: key ?? keyOf(config),
    ...audioSocketOf(config, host, port),
  };
}

function baseOf(url: string): string {
  if (!URL.canParse(url)) throw new CommandError(`--api ${url} is not a URL`);
  return url.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
}

function apiOf({ http: { host, port } }: Config): string {
  if (port === 0) throw new CommandError('http.port is 0, any free one: give --api');
  return reachableUrl(`http://${host.includes(':') ? `[${host}]` : host}:${port}`);
}

function keyOf({ accounts, sources }: Config): string {
  const account = sourceAccountOf(accounts, sources.audiosocket?.account);
  const usable = account.api.keys.find(
    ({ key, role }) => role === 'admin' && !key.startsWith('scrypt:'),
  );
  if (usable === undefined) {
    throw new CommandError('the configuration shows no admin key in plain text: give --key');
  }
  return usable.key;
}

function audioSocketOf(
  { sources: { audiosocket } }: Config,
  host: string | undefined,
  port: number | undefined,
): { host: string; port: number } {
  const found = port ?? audiosocket?.port;
  if (found === undefined) {
    throw new CommandError('the configuration has no sources.audiosocket: give --port');
  }
  if (found === 0)
    throw new CommandError('sources.audiosocket.port is 0, any free one: give --port');
  return { host: host ?? reachableHost(audiosocket?.host ?? '127.0.0.1'), port: found };
}
