import type { Environment } from '@tricord/runtime';
import type { Config } from '../config.ts';
import { chooseAccount } from './choose-account.ts';
import { CommandError, UsageError } from './failure.ts';
import { reachableUrl } from './reachable.ts';
import { readConfig } from './read-config.ts';

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
  /** Name or id of the account whose key is taken from the configuration; needed if it has several. */
  readonly account?: string;
}

/**
 * The native API from the command line and the environment; missing options are taken from the configuration.
 * @throws CommandError when the configuration lacks them, too; InvalidConfigError when it is invalid.
 */
export async function findApi(options: ApiOptions, env: Environment): Promise<ApiTarget> {
  const { api, account } = options;
  const key = givenKey(options, env);
  if (api !== undefined && key !== undefined) return { api: baseOf(api), key };
  const { config } = await readConfig(options, env);
  return {
    api: api === undefined ? apiOf(config) : baseOf(api),
    key: key ?? keyOf(config, account),
  };
}

/** The key on the command line, or else in the environment, unless an account is named: then its key is meant. */
export function givenKey({ key, account }: ApiOptions, env: Environment): string | undefined {
  // Containers often set variables to the empty string.
  return key ?? (account === undefined ? env.TRICORD_API_KEY || undefined : undefined);
}

/** The base URL in `--api`. @throws UsageError when it is not a URL. */
export function baseOf(url: string): string {
  if (!URL.canParse(url)) throw new UsageError(`--api ${url} is not a URL`);
  return url.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
}

/** The configured base URL. @throws CommandError when the port is not fixed. */
export function apiOf({ http: { host, port, tls } }: Config): string {
  if (port === 0) throw new CommandError('http.port is 0, any free one: give --api');
  const scheme = tls === undefined ? 'http' : 'https';
  return reachableUrl(`${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`);
}

/**
 * An administrator's key.
 * @throws CommandError when the account has none in plain text; UsageError when it is not clear which account.
 */
export function keyOf({ accounts }: Config, account: string | undefined): string {
  const { name, api } = chooseAccount(accounts, account);
  const usable = api.keys.find(({ key, role }) => role === 'admin' && !key.startsWith('scrypt:'));
  if (usable === undefined) {
    throw new CommandError(
      `the account ${name} has no API key in plain text (accounts[].api.keys) with role admin; add one, ` +
        'give --key or set TRICORD_API_KEY',
    );
  }
  return usable.key;
}
