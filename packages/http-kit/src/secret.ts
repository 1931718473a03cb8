import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const scryptAsync = promisify<string, Buffer, number, ScryptCost, Buffer>(scrypt);

interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly maxmem: number;
}

/** A parsed `scrypt:N:r:p:salt:hash`. */
export interface ScryptSecret {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const DEFAULT_COST = { N: 16_384, r: 8, p: 1 };
const HASH_BYTES = 32;
const SALT_BYTES = 16;
/** One check may take at most so much memory: N·r·128 bytes, RFC 7914. */
const MAX_MEMORY_BYTES = 128 * 1024 * 1024;
const MAX_P = 16;

/**
 * Reads a hashed secret; undefined when the text is not one, that is, a plain secret.
 * @throws Error when it starts as one but is malformed or too expensive.
 */
export function parseScrypt(secret: string): ScryptSecret | undefined {
  if (!secret.startsWith('scrypt:')) return undefined;
  const match = /^scrypt:(\d{1,8}):(\d{1,3}):(\d{1,3}):([\w-]+):([\w-]+)$/.exec(secret);
  if (match === null) throw new Error('a hashed secret must be scrypt:N:r:p:salt:hash');
  const [N, r, p] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const salt = Buffer.from(match[4] ?? '', 'base64url');
  const hash = Buffer.from(match[5] ?? '', 'base64url');
  const powerOfTwo = N > 1 && Number.isInteger(Math.log2(N));
  if (!powerOfTwo || r < 1 || p < 1 || p > MAX_P || 128 * N * r > MAX_MEMORY_BYTES) {
    throw new Error('a hashed secret has scrypt parameters out of bounds');
  }
  if (salt.length < 8 || hash.length < 16 || hash.length > 64) {
    throw new Error('a hashed secret has a salt or hash of wrong length');
  }
  return { N, r, p, salt, hash };
}

/** Whether `password` has this hash. Off the event loop; costs what the parameters say. */
export async function matchesScrypt(password: string, secret: ScryptSecret): Promise<boolean> {
  return timingSafeEqual(await derive(password, secret, secret.hash.length), secret.hash);
}

/** Whether two plain secrets are equal, in a time that does not tell where they differ. */
export function samePlain(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

/** A secret as the configuration keeps it: `scrypt:N:r:p:salt:hash`, with a fresh salt. */
export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(secret, { ...DEFAULT_COST, salt }, HASH_BYTES);
  const { N, r, p } = DEFAULT_COST;
  return `scrypt:${N}:${r}:${p}:${salt.toString('base64url')}:${hash.toString('base64url')}`;
}

/** A hash that no password has, as expensive as a real one. */
export function dummyScrypt(like: ScryptSecret): ScryptSecret {
  return { ...like, salt: randomBytes(like.salt.length), hash: randomBytes(like.hash.length) };
}

function derive(
  password: string,
  { N, r, p, salt }: Omit<ScryptSecret, 'hash'>,
  bytes: number,
): Promise<Buffer> {
  // OpenSSL counts a little more than 128·N·r.
  return scryptAsync(password, salt, bytes, { N, r, p, maxmem: 2 * MAX_MEMORY_BYTES });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
