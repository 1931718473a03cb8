import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock, TricordError } from '@tricord/core';
import { LRUCache } from 'lru-cache';
import { digestOf, matchesScrypt, parseScrypt, type ScryptSecret, unmatchable } from './secret.ts';
import { WorkLimit } from './work-limit.ts';

/** Who may come in, and what that makes them. */
export interface Credential<P> {
  readonly username: string;
  /** Plain text, or `scrypt:N:r:p:salt:hash` as {@link hashSecret} makes it. */
  readonly secret: string;
  readonly principal: P;
}

export interface CredentialVerifierOptions {
  /** For the age of remembered checks; default: the process's own. */
  readonly clock?: Pick<Clock, 'monotonicMs'>;
  /** Whether a password has a hash; default: scrypt. */
  readonly matches?: (password: string, secret: ScryptSecret) => Promise<boolean>;
}

/** What a check finds, wrapped because a principal may be anything. */
interface Found<P> {
  readonly principal: P;
}

interface Entries<P> {
  readonly plain: { readonly digest: Buffer; readonly found: Found<P> }[];
  readonly hashed: { readonly secret: ScryptSecret; readonly found: Found<P> }[];
}

const REMEMBERED = 1000;
const REMEMBERED_MS = 10 * 60_000;
// Half of Node's thread pool, which also does the recorder's file I/O.
const LIMITS = { running: 2, waiting: 64 };

/**
 * Checks user names and passwords against a fixed list; several credentials may share a name. Secrets
 * are compared in constant time, and a wrong attempt costs the same whether its user exists or not.
 *
 * A check that costs a hash is remembered for ten minutes under an HMAC of the pair with a random key of
 * this process, and simultaneous checks of one pair share their work.
 */
export class CredentialVerifier<P> {
  readonly #entries = new Map<string, Entries<P>>();
  readonly #key = randomBytes(32);
  readonly #limit = new WorkLimit(LIMITS);
  readonly #pending = new Map<string, Promise<Found<P> | undefined>>();
  readonly #remembered: LRUCache<string, Found<P>>;
  readonly #matches: (password: string, secret: ScryptSecret) => Promise<boolean>;
  /** What a wrong attempt has to compute at least; no password has these hashes. */
  readonly #decoys: readonly ScryptSecret[];

  /** @throws Error when a hashed secret is malformed. */
  constructor(credentials: readonly Credential<P>[], options: CredentialVerifierOptions = {}) {
    const { clock, matches = matchesScrypt } = options;
    this.#matches = matches;
    this.#remembered = new LRUCache({
      max: REMEMBERED,
      ttl: REMEMBERED_MS,
      ttlResolution: 0,
      ...(clock === undefined ? {} : { perf: { now: () => clock.monotonicMs() } }),
    });
    for (const credential of credentials) this.#add(credential);
    this.#decoys = decoys([...this.#entries.values()].map(({ hashed }) => hashed));
  }

  /**
   * The principal of the first credential that fits, or undefined.
   * @throws TricordError `busy` when too many unknown passwords wait to be hashed.
   */
  async verify(username: string, password: string): Promise<P | undefined> {
    const entries = this.#entries.get(username) ?? { plain: [], hashed: [] };
    const found = matchPlain(entries.plain, password) ?? (await this.#hashed(username, password));
    return found?.principal;
  }

  #add({ username, secret, principal }: Credential<P>): void {
    const entries = this.#entries.get(username) ?? { plain: [], hashed: [] };
    this.#entries.set(username, entries);
    const scrypt = parseScrypt(secret);
    const found = { principal };
    if (scrypt === undefined) entries.plain.push({ digest: digestOf(secret), found });
    else entries.hashed.push({ secret: scrypt, found });
  }

  async #hashed(username: string, password: string): Promise<Found<P> | undefined> {
    if (this.#decoys.length === 0) return undefined;
    const key = this.#keyOf(username, password);
    const remembered = this.#remembered.get(key);
    if (remembered !== undefined) return remembered;
    const pending = this.#pending.get(key) ?? this.#check(key, username, password);
    return await pending;
  }

  /** Starts a check that others may join while it is pending. */
  #check(key: string, username: string, password: string): Promise<Found<P> | undefined> {
    const check = this.#limit.run(() => this.#compute(username, password));
    if (check === undefined) {
      throw new TricordError('busy', 'too many passwords are being checked');
    }
    const shared = check.then((found) => {
      if (found !== undefined) this.#remembered.set(key, found);
      return found;
    });
    const pending = shared.finally(() => this.#pending.delete(key));
    this.#pending.set(key, pending);
    return pending;
  }

  async #compute(username: string, password: string): Promise<Found<P> | undefined> {
    const hashed = this.#entries.get(username)?.hashed ?? [];
    for (const { secret, found } of hashed) {
      if (await this.#matches(password, secret)) return found;
    }
    for (const decoy of this.#decoys.slice(hashed.length)) await this.#matches(password, decoy);
    return undefined;
  }

  #keyOf(username: string, password: string): string {
    const pair = `${username.length}:${username}${password}`;
    return createHmac('sha256', this.#key).update(pair).digest('base64');
  }
}

/** Compares with every secret, so that the time does not tell which one came close. */
function matchPlain<P>(plain: Entries<P>['plain'], password: string): Found<P> | undefined {
  const digest = digestOf(password);
  return plain.filter((entry) => timingSafeEqual(entry.digest, digest))[0]?.found;
}

/** As many hashes as the user with the most has, of the same costs. */
function decoys(lists: readonly { readonly secret: ScryptSecret }[][]): readonly ScryptSecret[] {
  const longest = lists.reduce((most, list) => (list.length > most.length ? list : most), []);
  return longest.map(({ secret }) => unmatchable(secret));
}
