import { hash } from 'node:crypto';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import { addressKey } from './address-key.ts';
import { FairQueue } from './fair-queue.ts';
import { HttpError } from './http-failure.ts';
import { KeyedCounts } from './keyed-counts.ts';
import { sharedMetric } from './shared-metric.ts';

/** How many wrong logins count as mistakes, within `windowMs` from the first one. */
export interface LoginLimits {
  /** Of one address, whatever the names. */
  readonly perAddress: number;
  /** Of one user, from all addresses. */
  readonly perUser: number;
  /** Of one user from one address. */
  readonly perUserAndAddress: number;
  readonly windowMs: number;
}

export const DEFAULT_LOGIN_LIMITS: LoginLimits = {
  perAddress: 50,
  perUser: 100,
  perUserAndAddress: 10,
  windowMs: 300_000,
};

export interface LoginGuardOptions {
  readonly limits?: LoginLimits;
  /** Hears when an address or a user becomes throttled. */
  readonly logger?: Pick<Logger, 'warn'>;
  /** Where wrong and refused logins are counted. */
  readonly metrics?: Registry;
}

/** Who tries to come in, and where. */
export interface Login {
  /** The API, as logs and metrics call it; names of different APIs are different users. */
  readonly api: string;
  /** Empty: the credentials have no name. */
  readonly username: string;
  /** Of the client. */
  readonly address: string;
}

/** What a login may cost. */
export interface Admission {
  /** Too many logins from this address have been wrong: each check is to cost a hash. */
  readonly slow: boolean;
}

/** Concurrent hashes: half of Node's thread pool, which also does the recorder's file I/O. */
const MAX_RUNNING = 2;
/** Some seconds of hashing. */
const MAX_WAITING = 256;

type Label = 'api' | 'result';
const RESULTS = ['wrong', 'throttled'];

/**
 * Throttles wrong logins by address and by user, for all APIs of a process. Nobody can lock out somebody else:
 *
 * - A user from whose address nobody failed to log in as that user is always let try, even while the user or the
 *   address is throttled.
 * - Credentials that were right before, from the same address, are not asked about at all (`CredentialVerifier`).
 *
 * Hashes wait for their turn in one {@link FairQueue}.
 */
export class LoginGuard {
  /** Where hashes are computed, by {@link addressKey}. */
  readonly hashing = new FairQueue({ running: MAX_RUNNING, waiting: MAX_WAITING });
  #limits: LoginLimits;
  readonly #addresses: KeyedCounts;
  readonly #users: KeyedCounts;
  readonly #pairs: KeyedCounts;
  readonly #logger: LoginGuardOptions['logger'];
  readonly #results: Counter<Label> | undefined;

  constructor({ limits = DEFAULT_LOGIN_LIMITS, logger, metrics }: LoginGuardOptions = {}) {
    this.#limits = limits;
    this.#addresses = new KeyedCounts(limits.windowMs);
    this.#users = new KeyedCounts(limits.windowMs);
    this.#pairs = new KeyedCounts(limits.windowMs);
    this.#logger = logger;
    this.#results = metrics && results(metrics);
  }

  /** Replaces the limits; wrong logins so far count. A window that has begun keeps its length. */
  set limits(limits: LoginLimits) {
    this.#limits = limits;
    for (const counts of [this.#addresses, this.#users, this.#pairs]) {
      counts.windowMs = limits.windowMs;
    }
  }

  /** Counts refused logins of an API from now on, so that its metrics do not come into being with the first one. */
  expect(api: string): void {
    for (const result of RESULTS) this.#results?.inc({ api, result }, 0);
  }

  /**
   * Lets credentials be checked that are not known to be right.
   * @throws HttpError `too-many-logins`.
   */
  async admit(login: Login): Promise<Admission> {
    const [address, user, pair] = await this.#read(login);
    const slow = address.count >= this.#limits.perAddress;
    const suspect = slow || user.count >= this.#limits.perUser;
    const allowed = suspect ? 1 : this.#limits.perUserAndAddress;
    if (login.username !== '' && pair.count >= allowed) throw this.#refusal(login, pair.leftMs);
    return { slow };
  }

  /**
   * Counts a wrong login.
   * @throws HttpError `too-many-logins` when too many of the address or the user were wrong before.
   */
  async failed(login: Login): Promise<void> {
    const [address, user] = await this.#read(login);
    const { perAddress, perUser } = this.#limits;
    const keys = keysOf(login);
    await this.#addresses.add(keys.address);
    if (login.username !== '') {
      await this.#users.add(keys.user);
      await this.#pairs.add(keys.pair);
    }
    if (address.count === perAddress) this.#warn(login, 'an address');
    if (user.count === perUser) this.#warn(login, 'a user');
    if (address.count >= perAddress) throw this.#refusal(login, address.leftMs);
    if (user.count >= perUser) throw this.#refusal(login, user.leftMs);
    this.#results?.inc({ api: login.api, result: 'wrong' });
  }

  #read(login: Login) {
    const { address, user, pair } = keysOf(login);
    return Promise.all([
      this.#addresses.get(address),
      this.#users.get(user),
      this.#pairs.get(pair),
    ]);
  }

  #warn({ api, username, address }: Login, what: string): void {
    const user = username === '' ? {} : { username: username.slice(0, 100) };
    this.#logger?.warn({ api, address, ...user }, `wrong logins of ${what} are throttled`);
  }

  #refusal({ api }: Login, leftMs: number): HttpError {
    this.#results?.inc({ api, result: 'throttled' });
    return new HttpError({
      kind: 'too-many-logins',
      retryAfterS: Math.max(1, Math.ceil(leftMs / 1000)),
    });
  }
}

/** Names are of any length, so that only their digests are kept. */
function keysOf({ api, username, address }: Login) {
  const from = addressKey(address);
  const digest = (...parts: string[]) => hash('sha256', JSON.stringify(parts), 'base64');
  return { address: from, user: digest(api, username), pair: digest(api, username, from) };
}

function results(registry: Registry): Counter<Label> {
  return sharedMetric(
    registry,
    'http_logins_refused_total',
    (name) =>
      new Counter({
        name,
        help: 'Logins with wrong credentials, and logins that were throttled (429).',
        labelNames: ['api', 'result'],
        registers: [registry],
      }),
  );
}
