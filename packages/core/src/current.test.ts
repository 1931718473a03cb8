import { expect, test } from 'vitest';
import { Replaceable } from './current.ts';

test('a replacement reaches what is made of the value before any listener of it can run', () => {
  const config = new Replaceable({ accounts: ['a'] });
  const names = config.map(({ accounts }) => accounts.join());
  const seen: unknown[] = [];
  names.onReplaced((value, before) => seen.push(value, before, config.value.accounts));
  config.replace({ accounts: ['a', 'b'] });
  expect(names.value).toBe('a,b');
  expect(seen).toEqual(['a,b', 'a', ['a', 'b']]);
});
