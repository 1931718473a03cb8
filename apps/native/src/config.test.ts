import { expect, test } from 'vitest';
import { nativeSection } from './config.ts';

const { schema, rules } = nativeSection;

test.each([
  ['has spaces', 'may only hold letters, digits and ._~+/-'],
  ['scrypt:1:2', 'a hashed secret must be'],
  ['scrypt:3:8:1:AAECAwQFBgcICQoLDA0ODw:AAECAwQFBgcICQoLDA0ODw', 'a hashed secret must be'],
])('the API key %j is refused', (key, problem) => {
  const { error } = schema.safeParse({ keys: [{ key }] });
  expect(error?.issues[0]?.message).toContain(problem);
});

test('an API key that two accounts share is refused without being shown', () => {
  const api = { keys: [{ key: 'topsecret' }] };
  expect(rules([{ api }, { api }])).toEqual([
    { path: ['accounts', 1, 'api', 'keys', 0, 'key'], message: 'the key is used twice' },
  ]);
});
