import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '@tricord/core';
import { LRUCache } from 'lru-cache';
import { addressKey } from './address-key.ts';
import { URGENT } from './fair-queue.ts';
import { type Login, LoginGuard } from './login-guard.ts';
import { RecentKeys } from './recent-keys.ts';
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
  /** The API that it checks for, as logs and metrics call it. */
  readonly api?: string;
  /** Throttles wrong logins, of several verifiers together; default: one for this verifier alone. */
  readonly guard?: LoginGuard | undefined;
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

/** A check of one password. */
interface Check {
  readonly login: Login;
  readonly password: string;
  readonly secrets: readonly ScryptSecret[];
  /** Whether the credentials were right before, from this address. */
  readonly known: boolean;
  readonly slow: boolean;
  /** Whether a plain secret fits. */
  readonly right: boolean;
  /** What the name, the password and the hashes are known by; `whole` with the address. */
  readonly pair: string;
  readonly whole: string;
}

/** Right logins that are known, each from its address. */
const KNOWN = 10_000;

/**
 * Checks user names and passwords against a list, and against credentials that may change at run time; several
 * credentials may share a name. Secrets are compared in constant time, and a wrong attempt costs the same
 * whether or not its user exists.
 *
 * A check that needs a hash is cached for ten minutes under a SHA-256 of the pair and of the name's
 * hashes, with a random salt of this process, so that it becomes invalid with them; concurrent checks of
 * one pair from one address share their work. It is computed twice a request: an HMAC took about thirty times
 * as long, a quarter of a small request's time.
 *
 * Wrong logins are throttled ({@link LoginGuard}), but not credentials that were right before from the same address:
 * those are always accepted, and their hashes go before all others.
 */
export class CredentialVerifier<P> {
  /** The list, by user name. */
  #listed: ReadonlyMap<string, readonly Credential<P>[]> = new Map();
  #entries: ReadonlyMap<string, Entries<P>> = new Map();
  readonly #credentialsOf: CredentialVerifierOptions<P>['credentialsOf'];
  readonly #salt = randomBytes(32).toString('base64');
  readonly #api: string;
  readonly #guard: LoginGuard;
  readonly #known = new RecentKeys(KNOWN);
  /** Resolve to the index of the name's matching hash. */
  readonly #pending = new Map<string, Promise<number | undefined>>();
  readonly #remembered: LRUCache<string, number>;
  readonly #matches: (password: string, secret: ScryptSecret) => Promise<boolean>;
  /** Hashes that a wrong attempt computes at least; no password matches them. */
  #decoys: readonly ScryptSecret[] = [];

  /** @throws Error when a hashed secret is malformed. */
  constructor(credentials: readonly Credential<P>[], options: CredentialVerifierOptions<P> = {}) {
    const { api = '', guard, clock, credentialsOf, matches = matchesScrypt } = options;
    this.#api = api;
    this.#guard = guard ?? new LoginGuard();
    this.#guard.expect(api);
    this.#credentialsOf = credentialsOf;
    this.#matches = matches;
    this.#remembered = new LRUCache({
      max: REMEMBERED,
      ttl: REMEMBERED_MS,
      ttlResolution: 0,
      ...(clock === undefined ? {} : { perf: { now: () => clock.monotonicMs() } }),
    });
    this.replace(credentials);
  }

  /**
   * Replaces the list, for checks that begin from now on. The principal of a credential that is in both stays the same
   * object, and remembered checks of it stay remembered.
   * @throws Error when a hashed secret is malformed; then the list stays as it was.
   */
  replace(credentials: readonly Credential<P>[]): void {
    const listed = groupByName(credentials.map((credential) => this.#asListed(credential)));
    const entries = new Map([...listed].map(([username, own]) => [username, entriesOf(own)]));
    const known = decoys([...entries.values()].map(({ hashed }) => hashed));
    this.#listed = listed;
    this.#entries = entries;
    const isOpen = this.#credentialsOf !== undefined;
    this.#decoys = known.length === 0 && isOpen ? [usualDecoy()] : known;
  }

  /** Whether a credential of the list has this principal, as {@link verify} resolved to it. */
  has(username: string, principal: P): boolean {
    const own = this.#listed.get(username) ?? [];
    return own.some((credential) => credential.principal === principal);
  }

  /** The same credential of the list so far, if there is one. */
  #asListed(credential: Credential<P>): Credential<P> {
    const own = this.#listed.get(credential.username) ?? [];
    return own.find((listed) => isDeepStrictEqual(listed, credential)) ?? credential;
  }

  /**
   * The principal of the first matching credential, or undefined.
   * @param username empty: the credentials have no name.
   * @param address of the client.
   * @throws HttpError `too-many-logins` when too many logins were wrong.
   * @throws TricordError `busy` when too many unknown passwords wait to be hashed.
   */
  async verify(username: string, password: string, address = ''): Promise<P | undefined> {
    const entries =
      this.#entries.get(username) ?? entriesOf((await this.#credentialsOf?.(username)) ?? []);
    const login = { api: this.#api, username, address };
    const texts = entries.hashed.map(({ text }) => text);
    const whole = this.#keyOf([addressKey(address), username, password, ...texts]);
    const known = this.#known.has(whole);
    const slow = !known && (await this.#guard.admit(login)).slow;
    const plain = matchPlain(entries.plain, password);
    const check = {
      ...{ login, password, whole, known, slow, right: plain !== undefined },
      secrets: entries.hashed.map(({ secret }) => secret),
      pair: this.#keyOf([username, password, ...texts]),
    };
    const fits = known && check.right ? undefined : await this.#hashed(check);
    // The principal is the current one: a cached check only determines which hash matches.
    const found = plain ?? (fits === undefined ? undefined : entries.hashed[fits]?.found);
    if (found === undefined) await this.#guard.failed(login);
    else this.#known.add(whole);
    return found?.principal;
  }

  /** Resolves to the index of the name's matching hash. */
  async #hashed(check: Check): Promise<number | undefined> {
    if (this.#decoys.length === 0 && !check.slow) return undefined;
    const remembered = check.known ? this.#remembered.get(check.pair) : undefined;
    return remembered ?? (await (this.#pending.get(check.whole) ?? this.#start(check)));
  }

  /** Starts a check that concurrent calls share while it is pending. */
  #start(check: Check): Promise<number | undefined> {
    const whose = check.known ? URGENT : addressKey(check.login.address);
    const pending = this.#guard.hashing
      .run(whose, () => this.#inTurn(check))
      .finally(() => this.#pending.delete(check.whole));
    this.#pending.set(check.whole, pending);
    return pending;
  }

  /**
   * Also what needs no hash is answered in turn: otherwise, whoever guesses many passwords at once would learn the right
   * one before the others are checked and counted.
   */
  async #inTurn(check: Check): Promise<number | undefined> {
    // Others may have failed while this one waited.
    if (!check.known) await this.#guard.admit(check.login);
    if (check.right) return undefined;
    const fits = this.#remembered.get(check.pair) ?? (await this.#compute(check));
    if (fits !== undefined) this.#remembered.set(check.pair, fits);
    return fits;
  }

  async #compute({ secrets, password, slow }: Check): Promise<number | undefined> {
    for (const [i, secret] of secrets.entries()) {
      if (await this.#matches(password, secret)) return i;
    }
    const decoys = this.#decoys.length === 0 && slow ? [usualDecoy()] : this.#decoys;
    for (const decoy of decoys.slice(secrets.length)) await this.#matches(password, decoy);
    return undefined;
  }

  #keyOf(parts: readonly string[]): string {
    return hash('sha256', this.#salt + JSON.stringify(parts), 'base64');
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
