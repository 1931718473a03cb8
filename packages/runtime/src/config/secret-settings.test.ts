import { expect, test } from 'vitest';
import { isSecretSetting } from './secret-settings.ts';

test.each([
  [['accounts', 0, 'api', 'keys', 1, 'key'], true],
  [['sources', 'mediaStreams', 0, 'signingKey'], true],
  [['mail', 'password'], true],
  [['http', 'tls', 'key'], false],
  [['accounts', 0, 'api', 'keys'], false],
  [[], false],
])('%j gives access: %s', (path, expected) => {
  expect(isSecretSetting(path)).toBe(expected);
});
