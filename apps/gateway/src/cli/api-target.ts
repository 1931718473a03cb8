import { type Environment, loadConfig, sourceAccountOf } from '@tricord/runtime';
import { type Config, gatewayForm } from '../config.ts';
import { CommandError } from './failure.ts';
import { reachableUrl } from './reachable.ts';

/** A gateway's native API. */
export interface ApiTarget {
  /** Where its HTTP APIs are, without a trailing slash. */
  readonly api: string;
  /** A key of its native API. */
  readonly key: string;
}

/** What the command line says of it. */
export interface ApiOptions {
  readonly config?: string;
  readonly api?: string;
  readonly key?: string;
  /** Name or id of the account whose key is taken from the configuration; the first one's if not given. */
  readonly account?: string;
}

/**
 * The native API that the command line names; what it leaves out comes from the configuration.
 * @throws CommandError when that does not tell; InvalidConfigError when it cannot be used.
 */
export async function findApi(options: ApiOptions, env: Environment): Promise<ApiTarget> {
  const { api, key, account, config: path } = options;
  if (api !== undefined && key !== undefined) return { api: baseOf(api), key };
  const { config } = await loadConfig(gatewayForm, {
    env,
    first: false,
    ...(path === undefined ? {} : { path }),
  });
  return {
    api: api === undefined ? apiOf(config) : baseOf(api),
    key: key ?? keyOf(config, account),
  };
}

/** The base of the APIs that `--api` names. @throws CommandError when it is no URL. */
export function baseOf(url: string): string {
  if (!URL.canParse(url)) throw new CommandError(`--api ${url} is not a URL`);
  return url.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
}

/** Where the configured APIs are. @throws CommandError when that is not known beforehand. */
export function apiOf({ http: { host, port } }: Config): string {
  if (port === 0) throw new CommandError('http.port is 0, any free one: give --api');
  return reachableUrl(`http://${host.includes(':') ? `[${host}]` : host}:${port}`);
}

/** An administrator's key. @throws CommandError when the configuration shows none. */
export function keyOf({ accounts }: Config, account: string | undefined): string {
  if (
    account !== undefined &&
    !accounts.some(({ id, name }) => id === account || name === account)
  ) {
    throw new CommandError(`no account is called ${account}`);
  }
  const usable = sourceAccountOf(accounts, account).api.keys.find(
    ({ key, role }) => role === 'admin' && !key.startsWith('scrypt:'),
  );
  if (usable === undefined) {
    throw new CommandError(
      'the configuration has no API key in plain text (accounts[].api.keys) with role admin; add one or give --key',
    );
  }
  return usable.key;
}
