import { expect, test } from 'vitest';
import { mapStrings, nameIds, ownOnly } from './normalize.ts';

test('ids become the names that the scenario gave them', () => {
  const names = new Map([
    ['channel', '6f0d'],
    ['other', '7a1e'],
  ]);
  expect(nameIds('channel:6f0d,7a1e', names)).toBe('channel:{channel},{other}');
});

test('each string is changed, by the member that it is the value of', () => {
  const value = { a: 'x', list: ['y', { b: 'z' }], n: 1, none: null };
  expect(mapStrings(value, (text, member) => `${member}=${text}`)).toEqual({
    ...{ a: 'a=x', list: ['=y', { b: 'b=z' }] },
    ...{ n: 1, none: null },
  });
});

test("a list is compared as far as it is the scenario's own", () => {
  const list = [{ id: 'a' }, { id: 'b' }, { name: 'c' }];
  expect(ownOnly(list, (id) => id === 'b')).toEqual([{ id: 'b' }, { name: 'c' }]);
  expect(ownOnly({ id: 'a' }, () => false)).toEqual({ id: 'a' });
});
