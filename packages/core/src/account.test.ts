import { expect, test } from 'vitest';
import { compareUsernames, isSameUser, usernameKey } from './account.ts';

test('a user name in any case, composed or not, is one name', () => {
  for (const other of ['\u00c4nn', 'A\u0308nn', '\u00e4NN', 'a\u0308nn']) {
    expect(isSameUser('\u00c4nn', other)).toBe(true);
    expect(compareUsernames('\u00c4nn', other)).toBe(0);
  }
  expect(isSameUser('J\u030c', '\u01f0')).toBe(true);
  expect(isSameUser('\u00c4nn', 'Ann')).toBe(false);
});

test('the key of each letter is that of its parts, and its own', () => {
  for (let code = 0; code < 0xffff; code += 1) {
    const letter = String.fromCharCode(code);
    const key = usernameKey(letter);
    const others = [usernameKey(letter.normalize('NFD')), usernameKey(key)];
    if (others.some((other) => other !== key)) expect([code, ...others]).toEqual([code, key, key]);
  }
});
