import { expect, test } from 'vitest';
import { mapAt } from './parts.ts';

test('maps the value at a path', () => {
  const value = { list: [{ a: 1, b: 1 }, { a: 2 }] };
  const changed = (path: string) => mapAt(value, path, () => 0);
  expect(changed('list.*.a')).toEqual({ list: [{ a: 0, b: 1 }, { a: 0 }] });
  expect(changed('list.1')).toEqual({ list: [{ a: 1, b: 1 }, 0] });
  expect(changed('none.a')).toEqual(value);
});
