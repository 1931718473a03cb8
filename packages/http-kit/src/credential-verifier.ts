import { createHmac, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { dummyScrypt, matchesScrypt, parseScrypt, type ScryptSecret, samePlain } from './secret.ts';

/** Who may come in, and what that makes them. */
export interface Credential<P> {
  readonly username: string;
  /** Plain text, or `scrypt:N:r:p:salt:hash`. */
  readonly secret: string;
  readonly principal: P;
}

interface Entry<P> {
  readonly plain: string;
  readonly scrypt: ScryptSecret | undefined;
  readonly principal: P;
}

/** Checks user names and passwords against a fixed list. */
export class CredentialVerifier<P> {
  readonly #byUsername = new Map<string, Entry<P>[]>();
  readonly #key = randomBytes(32);
  readonly #verified = new LRUCache<string, Entry<P>>({ max: 1000, ttl: 600_000 });
  #dummy: ScryptSecret | undefined;

  /** @throws Error when a hashed secret is malformed. */
  constructor(credentials: readonly Credential<P>[]) {
    for (const { username, secret, principal } of credentials) {
      const scrypt = parseScrypt(secret);
      if (scrypt !== undefined) this.#dummy ??= dummyScrypt(scrypt);
      const entries = this.#byUsername.get(username) ?? [];
      entries.push({ plain: secret, scrypt, principal });
      this.#byUsername.set(username, entries);
    }
  }

  /** The principal of the first credential that fits, or undefined. */
  async verify(username: string, password: string): Promise<P | undefined> {
    const key = createHmac('sha256', this.#key)
      .update(`${username.length}:${username}${password}`)
      .digest('base64');
    const known = this.#verified.get(key);
    if (known !== undefined) return known.principal;
    const entries = this.#byUsername.get(username);
    if (entries === undefined) {
      samePlain(password, username);
      if (this.#dummy !== undefined) await matchesScrypt(password, this.#dummy);
      return undefined;
    }
    for (const entry of entries) {
      if (entry.scrypt === undefined) {
        if (samePlain(password, entry.plain)) return entry.principal;
      } else if (await matchesScrypt(password, entry.scrypt)) {
        this.#verified.set(key, entry);
        return entry.principal;
      }
    }
    return undefined;
  }
}
