import { type Environment, sourceAccountOf } from '@tricord/runtime';
import type { Config } from '../config.ts';
import { type ApiOptions, type ApiTarget, apiOf, baseOf, givenKey, keyOf } from './api-target.ts';
import { chooseAccount } from './choose-account.ts';
import { CommandError } from './failure.ts';
import { reachableHost } from './reachable.ts';
import { readConfig } from './read-config.ts';

/** The gateway that a call is placed to. */
export interface CallTarget {
  /** The address of its AudioSocket. */
  readonly host: string;
  readonly port: number;
  /** Its native API; undefined when the call need not be announced. */
  readonly api?: ApiTarget;
}

/** The options of the command line. */
export interface TargetOptions extends ApiOptions {
  readonly host?: string;
  readonly port?: number;
}

type Listener = Config['sources']['audiosocket'][number];

/**
 * The gateway from the command line; missing options are taken from the configuration, which is read only if needed.
 * @param described whether the command line describes the call. Then it must be announced, which takes a key; it is
 *   also announced when a key is given, when the AudioSocket refuses unknown calls, and when it is another account's,
 *   for it is the account of the key that an announced call belongs to.
 * @throws CommandError when the configuration lacks them, too, or has several accounts and none is named;
 *   InvalidConfigError when it is invalid.
 */
export async function findTarget(
  options: TargetOptions,
  described: boolean,
  env: Environment,
): Promise<CallTarget> {
  const { api, account, host, port } = options;
  let loading: Promise<Config> | undefined;
  const config = () => {
    loading ??= readConfig(options, env).then((loaded) => loaded.config);
    return loading;
  };
  const found = port === undefined ? listenerOf(await config(), account) : undefined;
  const listener = found?.listener;
  const audioSocket =
    listener === undefined
      ? { host: host ?? '127.0.0.1', port: port ?? 0 }
      : { host: host ?? reachableHost(listener.host), port: listener.port };
  const announced =
    described ||
    options.key !== undefined ||
    listener?.unknownSessions === 'refuse' ||
    found?.isOwn === false;
  if (!announced) return audioSocket;
  const ofAccount = account ?? listener?.account;
  return {
    ...audioSocket,
    api: {
      api: api === undefined ? apiOf(await config()) : baseOf(api),
      key: givenKey(options, env) ?? keyOf(await config(), ofAccount),
    },
  };
}

/** The AudioSocket of the account, or else any; of the only account that has one, if none is named. */
function listenerOf(
  { accounts, sources }: Config,
  account: string | undefined,
): { readonly listener: Listener; readonly isOwn: boolean } {
  const all = sources.audiosocket.map((listener) => ({
    listener,
    owner: sourceAccountOf(accounts, listener.account),
  }));
  const [any] = all;
  if (any === undefined) {
    throw new CommandError(
      'the configuration has no AudioSocket (sources.audiosocket); add one or give --port',
    );
  }
  const owners = account === undefined ? [...new Set(all.map(({ owner }) => owner))] : accounts;
  const { id } = chooseAccount(owners, account);
  const { listener, owner } = all.find((each) => each.owner.id === id) ?? any;
  if (listener.port === 0) {
    const index = sources.audiosocket.indexOf(listener);
    throw new CommandError(`sources.audiosocket[${index}].port is 0, any free one: give --port`);
  }
  return { listener, isOwn: owner.id === id };
}
