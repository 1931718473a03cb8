import { hash as digest, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

interface Cost {
  /** CPU and memory cost, a power of two. */
  readonly N: number;
  /** Block size. */
  readonly r: number;
  /** Parallelization. */
  readonly p: number;
}

/** A parsed `scrypt:N:r:p:salt:hash` (RFC 7914). */
export interface ScryptSecret extends Cost {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const DEFAULT_COST: Cost = { N: 16_384, r: 8, p: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Limits for the cost of one check. */
const MAX_MEMORY_BYTES = 128 * 1024 * 1024;
const MAX_P = 16;

const scryptAsync = promisify<string, Buffer, number, Cost & { maxmem: number }, Buffer>(scrypt);

/** Hashes a secret for the configuration: `scrypt:N:r:p:salt:hash`, the last two in base64url. */
export async function hashSecret(secret: string): Promise<string> {
  const { N, r, p } = DEFAULT_COST;
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(secret, DEFAULT_COST, salt, HASH_BYTES);
  return `scrypt:${N}:${r}:${p}:${salt.toString('base64url')}:${hash.toString('base64url')}`;
}

/**
 * Parses a hashed secret; undefined for a plain one.
 * @throws Error when it starts like a hash but is malformed or too expensive.
 */
export function parseScrypt(secret: string): ScryptSecret | undefined {
  if (!secret.startsWith('scrypt:')) return undefined;
  const [, N, r, p, salt = '', hash = ''] =
    /^scrypt:(\d{1,8}):(\d{1,4}):(\d{1,4}):([\w-]+):([\w-]+)$/.exec(secret) ?? [];
  const parsed = {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
  if (!isSane(parsed)) {
    throw new Error('a hashed secret must be scrypt:N:r:p:salt:hash, as `tricord hash` prints it');
  }
  return parsed;
}

/** Whether `password` has this hash. Runs on the thread pool; its cost determines the duration. */
export async function matchesScrypt(password: string, secret: ScryptSecret): Promise<boolean> {
  const hash = await derive(password, secret, secret.salt, secret.hash.length);
  return timingSafeEqual(hash, secret.hash);
}

/** A hash that no password matches, as expensive as the given one. */
export function unmatchable({ N, r, p, salt, hash }: ScryptSecret): ScryptSecret {
  return { N, r, p, salt: randomBytes(salt.length), hash: randomBytes(hash.length) };
}

/** Like {@link unmatchable}, with the cost of {@link hashSecret}. */
export function usualDecoy(): ScryptSecret {
  const salt = Buffer.alloc(SALT_BYTES);
  return unmatchable({ ...DEFAULT_COST, salt, hash: Buffer.alloc(HASH_BYTES) });
}

/**
 * The stored form of a secret that is set at run time: its hash, or itself if it already is one.
 * @throws Error like {@link requireUsualHash}.
 */
export async function keptSecret(secret: string): Promise<string> {
  if (!secret.startsWith('scrypt:')) return await hashSecret(secret);
  requireUsualHash(secret);
  return secret;
}

/**
 * Makes sure that a secret set at run time is plain, or a hash with the usual cost: a wrong
 * attempt costs the same for every user only while all hashes cost the same.
 * @throws Error when it starts like a hash but is malformed or has another cost.
 */
export function requireUsualHash(secret: string): void {
  const parsed = parseScrypt(secret);
  if (parsed === undefined) return;
  const { N, r, p, hash } = parsed;
  const usual = N === DEFAULT_COST.N && r === DEFAULT_COST.r && p === DEFAULT_COST.p;
  if (!usual || hash.length !== HASH_BYTES) {
    throw new Error('a hashed secret must cost what `tricord hash` makes it cost');
  }
}

/** The digest of a plain secret, for comparison: all digests have the same length. */
export function digestOf(secret: string): Buffer {
  return digest('sha256', secret, 'buffer');
}

function isSane({ N, r, p, salt, hash }: ScryptSecret): boolean {
  const powerOfTwo = N > 1 && Number.isInteger(Math.log2(N));
  const affordable = r >= 1 && p >= 1 && p <= MAX_P && 128 * N * r <= MAX_MEMORY_BYTES;
  const sized = salt.length >= 8 && salt.length <= 64 && hash.length >= 16 && hash.length <= 64;
  return powerOfTwo && affordable && sized;
}

function derive(password: string, cost: Cost, salt: Buffer, bytes: number): Promise<Buffer> {
  const { N, r, p } = cost;
  // OpenSSL needs somewhat more than the 128·N·r of the limit.
  return scryptAsync(password, salt, bytes, { N, r, p, maxmem: 2 * MAX_MEMORY_BYTES });
}
