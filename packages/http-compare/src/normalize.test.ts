import { expect, test } from 'vitest';
import { keepOwn, mapStrings, nameIds } from './normalize.ts';

test('replaces ids by their names', () => {
  const names = new Map([
    ['channel', '6f0d'],
    ['other', '7a1e'],
  ]);
  expect(nameIds('channel:6f0d,7a1e', names)).toBe('channel:{channel},{other}');
});

test('passes the member name of each string', () => {
  const value = { a: 'x', list: ['y', { b: 'z' }], n: 1, none: null };
  expect(mapStrings(value, (text, member) => `${member}=${text}`)).toEqual({
    ...{ a: 'a=x', list: ['=y', { b: 'b=z' }] },
    ...{ n: 1, none: null },
  });
});

test("keeps only the scenario's own items", () => {
  const list = [{ id: 'a' }, { id: 'b' }, { name: 'c' }];
  expect(keepOwn(list, (id) => id === 'b')).toEqual([{ id: 'b' }, { name: 'c' }]);
  expect(keepOwn({ id: 'a' }, () => false)).toEqual({ id: 'a' });
});
