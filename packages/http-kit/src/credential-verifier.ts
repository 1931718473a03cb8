import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Clock, TricordError } from '@tricord/core';
import { LRUCache } from 'lru-cache';
import pLimit from 'p-limit';
import {
  digestOf,
  matchesScrypt,
  parseScrypt,
  type ScryptSecret,
  unmatchable,
  usualDecoy,
} from './secret.ts';

/** A user name and secret, and the principal they identify. */
export interface Credential<P> {
  readonly username: string;
  /** Plain text, or `scrypt:N:r:p:salt:hash` as returned by {@link hashSecret}. */
  readonly secret: string;
  readonly principal: P;
}

export interface CredentialVerifierOptions<P> {
  /**
   * The credentials of a name that is not in the list: called at each check, so that a change takes effect
   * immediately. Their hashes come from {@link hashSecret}.
   */
  readonly credentialsOf?: (
    username: string,
  ) => Promise<readonly Omit<Credential<P>, 'username'>[]>;
  /** For the age of cached checks; default: the process's clock. */
  readonly clock?: Pick<Clock, 'monotonicMs'>;
  /** Whether a password has a hash; default: scrypt. */
  readonly matches?: (password: string, secret: ScryptSecret) => Promise<boolean>;
}

/** The result of a check, wrapped because a principal may be anything. */
interface Found<P> {
  readonly principal: P;
}

/** The credentials of one name. */
interface Entries<P> {
  readonly plain: { readonly digest: Buffer; readonly found: Found<P> }[];
  readonly hashed: {
    /** As stored. */
    readonly text: string;
    readonly secret: ScryptSecret;
    readonly found: Found<P>;
  }[];
}

const REMEMBERED = 1000;
const REMEMBERED_MS = 10 * 60_000;
/** Concurrent checks: half of Node's thread pool, which also does the recorder's file I/O. */
const MAX_RUNNING = 2;
/** Checks beyond this queue length are refused. */
const MAX_WAITING = 64;

/**
 * Checks user names and passwords against a list, and against credentials that may change at run time; several
 * credentials may share a name. Secrets are compared in constant time, and a wrong attempt costs the same
 * whether or not its user exists.
 *
 * A check that needs a hash is cached for ten minutes under an HMAC of the pair and of the name's
 * hashes, with a random key of this process, so that it becomes invalid with them; concurrent checks of
 * one pair share their work.
 */
export class CredentialVerifier<P> {
  readonly #entries = new Map<string, Entries<P>>();
  readonly #credentialsOf: CredentialVerifierOptions<P>['credentialsOf'];
  readonly #key = randomBytes(32);
  readonly #limit = pLimit(MAX_RUNNING);
  /** Resolve to the index of the name's matching hash. */
  readonly #pending = new Map<string, Promise<number | undefined>>();
  readonly #remembered: LRUCache<string, number>;
  readonly #matches: (password: string, secret: ScryptSecret) => Promise<boolean>;
  /** Hashes that a wrong attempt computes at least; no password matches them. */
  readonly #decoys: readonly ScryptSecret[];

  /** @throws Error when a hashed secret is malformed. */
  constructor(credentials: readonly Credential<P>[], options: CredentialVerifierOptions<P> = {}) {
    const { clock, credentialsOf, matches = matchesScrypt } = options;
    this.#credentialsOf = credentialsOf;
    this.#matches = matches;
    this.#remembered = new LRUCache({
      max: REMEMBERED,
      ttl: REMEMBERED_MS,
      ttlResolution: 0,
      ...(clock === undefined ? {} : { perf: { now: () => clock.monotonicMs() } }),
    });
    for (const [username, own] of groupByName(credentials)) {
      this.#entries.set(username, entriesOf(own));
    }
    const known = decoys([...this.#entries.values()].map(({ hashed }) => hashed));
    this.#decoys = known.length === 0 && credentialsOf !== undefined ? [usualDecoy()] : known;
  }

  /**
   * The principal of the first matching credential, or undefined.
   * @throws TricordError `busy` when too many unknown passwords wait to be hashed.
   */
  async verify(username: string, password: string): Promise<P | undefined> {
    const entries =
      this.#entries.get(username) ?? entriesOf((await this.#credentialsOf?.(username)) ?? []);
    const found =
      matchPlain(entries.plain, password) ?? (await this.#hashed(entries, username, password));
    return found?.principal;
  }

  async #hashed(
    { hashed }: Entries<P>,
    username: string,
    password: string,
  ): Promise<Found<P> | undefined> {
    if (this.#decoys.length === 0) return undefined;
    const secrets = hashed.map(({ secret }) => secret);
    const key = this.#keyOf([username, password, ...hashed.map(({ text }) => text)]);
    const fits =
      this.#remembered.get(key) ??
      (await (this.#pending.get(key) ?? this.#check(key, secrets, password)));
    // The principal is the current one: a cached check only determines which hash matches.
    return fits === undefined ? undefined : hashed[fits]?.found;
  }

  /** Starts a check that concurrent calls share while it is pending. */
  #check(
    key: string,
    secrets: readonly ScryptSecret[],
    password: string,
  ): Promise<number | undefined> {
    if (this.#limit.pendingCount >= MAX_WAITING) {
      throw new TricordError('busy', 'too many passwords are being checked');
    }
    const check = this.#limit(() => this.#compute(secrets, password));
    const shared = check.then((fits) => {
      if (fits !== undefined) this.#remembered.set(key, fits);
      return fits;
    });
    const pending = shared.finally(() => this.#pending.delete(key));
    this.#pending.set(key, pending);
    return pending;
  }

  async #compute(secrets: readonly ScryptSecret[], password: string): Promise<number | undefined> {
    for (const [i, secret] of secrets.entries()) {
      if (await this.#matches(password, secret)) return i;
    }
    for (const decoy of this.#decoys.slice(secrets.length)) await this.#matches(password, decoy);
    return undefined;
  }

  #keyOf(parts: readonly string[]): string {
    return createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest('base64');
  }
}

function groupByName<P>(credentials: readonly Credential<P>[]): Map<string, Credential<P>[]> {
  const names = new Map<string, Credential<P>[]>();
  for (const credential of credentials) {
    const own = names.get(credential.username);
    if (own === undefined) names.set(credential.username, [credential]);
    else own.push(credential);
  }
  return names;
}

/** @throws Error when a hashed secret is malformed. */
function entriesOf<P>(credentials: readonly Omit<Credential<P>, 'username'>[]): Entries<P> {
  const entries: Entries<P> = { plain: [], hashed: [] };
  for (const { secret: text, principal } of credentials) {
    const secret = parseScrypt(text);
    const found = { principal };
    if (secret === undefined) entries.plain.push({ digest: digestOf(text), found });
    else entries.hashed.push({ text, secret, found });
  }
  return entries;
}

/** Compares with every secret, so that the duration does not reveal which one matched. */
function matchPlain<P>(plain: Entries<P>['plain'], password: string): Found<P> | undefined {
  const digest = digestOf(password);
  return plain.filter((entry) => timingSafeEqual(entry.digest, digest))[0]?.found;
}

/** As many hashes as the user with the most hashes has, with the same costs. */
function decoys(lists: readonly { readonly secret: ScryptSecret }[][]): readonly ScryptSecret[] {
  const longest = lists.reduce((most, list) => (list.length > most.length ? list : most), []);
  return longest.map(({ secret }) => unmatchable(secret));
}
