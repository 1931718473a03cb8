import { expect, test } from 'vitest';
import { hashSecret, matchesScrypt, parseScrypt, unmatchable } from './secret.ts';

// scrypt("pleaseletmein", "SodiumChloride", N=16384, r=8, p=1, dkLen=64).
const RFC_7914 = `scrypt:16384:8:1:${Buffer.from('SodiumChloride').toString('base64url')}:${Buffer.from(
  '7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887',
  'hex',
).toString('base64url')}`;

function parsed(secret: string) {
  const scrypt = parseScrypt(secret);
  if (scrypt === undefined) throw new Error('a hashed secret was expected');
  return scrypt;
}

test('computes scrypt as in RFC 7914 (section 12, third vector)', async () => {
  expect(await matchesScrypt('pleaseletmein', parsed(RFC_7914))).toBe(true);
  expect(await matchesScrypt('pleaseletmeim', parsed(RFC_7914))).toBe(false);
});

test('only the secret itself matches its hash', async () => {
  const hashed = await hashSecret('pä:ss🎵');
  expect(hashed).toMatch(/^scrypt:16384:8:1:[\w-]{22}:[\w-]{43}$/);
  expect(await matchesScrypt('pä:ss🎵', parsed(hashed))).toBe(true);
  expect(await matchesScrypt('', parsed(hashed))).toBe(false);
  expect(await matchesScrypt('pä:ss🎵', unmatchable(parsed(hashed)))).toBe(false);
  expect(await hashSecret('pä:ss🎵')).not.toBe(hashed);
});

test('everything else is plain', () => {
  for (const secret of ['', 'hunter2', 'SCRYPT:1', 'scrypt']) {
    expect(parseScrypt(secret)).toBeUndefined();
  }
});

const [salt, hash] = ['A'.repeat(22), 'A'.repeat(43)];
test.each([
  'scrypt:',
  `scrypt:16384:8:1:${salt}`,
  `scrypt:16384:8:1:${salt}:${hash}:`,
  `scrypt:16383:8:1:${salt}:${hash}`,
  `scrypt:1:8:1:${salt}:${hash}`,
  `scrypt:16384:0:1:${salt}:${hash}`,
  `scrypt:16384:8:17:${salt}:${hash}`,
  `scrypt:1048576:8:1:${salt}:${hash}`,
  `scrypt:16384:8:1:AA:${hash}`,
  `scrypt:16384:8:1:${salt}:AA`,
  `scrypt:16384:8:1:${salt}:${'A'.repeat(200)}`,
  `scrypt:-1:8:1:${salt}:${hash}`,
  `scrypt:1e3:8:1:${salt}:${hash}`,
])('refuses a hash that is malformed or too expensive: %s', (secret) => {
  expect(() => parseScrypt(secret)).toThrow('a hashed secret must be');
});

test('can compute the most expensive hash that it accepts', async () => {
  const secret = parsed(`scrypt:131072:8:1:${salt}:${hash}`);
  expect(await matchesScrypt('x', secret)).toBe(false);
});
