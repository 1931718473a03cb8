import { type Environment, loadConfig, sourceAccountOf } from '@tricord/runtime';
import { type Config, gatewayForm } from '../config.ts';
import { CommandError } from './failure.ts';
import { reachableUrl } from './reachable.ts';

/** A gateway's native API. */
export interface ApiTarget {
  /** The base URL of its HTTP APIs, without a trailing slash. */
  readonly api: string;
  /** A key of its native API. */
  readonly key: string;
}

/** The options of the command line. */
export interface ApiOptions {
  readonly config?: string;
  readonly api?: string;
  readonly key?: string;
  /** Name or id of the account whose key is taken from the configuration; default: the first account. */
  readonly account?: string;
}

/**
 * The native API from the command line; missing options are taken from the configuration.
 * @throws CommandError when the configuration lacks them, too; InvalidConfigError when it is invalid.
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

/** The base URL in `--api`. @throws CommandError when it is not a URL. */
export function baseOf(url: string): string {
  if (!URL.canParse(url)) throw new CommandError(`--api ${url} is not a URL`);
  return url.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
}

/** The configured base URL. @throws CommandError when the port is not fixed. */
export function apiOf({ http: { host, port, tls } }: Config): string {
  if (port === 0) throw new CommandError('http.port is 0, any free one: give --api');
  const scheme = tls === undefined ? 'http' : 'https';
  return reachableUrl(`${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`);
}

/** An administrator's key. @throws CommandError when the configuration has none in plain text. */
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
