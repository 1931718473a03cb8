import { rowsOf } from '@tricord/http-compare';
import { expect, test } from 'vitest';
import { DOCUMENTED_ROWS } from './documented-rows.ts';
import { EVENTS_OF_SWITCHING } from './events-of-switching.ts';
import { SCENARIOS } from './scenario/index.ts';

test('every difference that scenarios expect is documented', () => {
  const rows = [...rowsOf(SCENARIOS), EVENTS_OF_SWITCHING];
  expect(rows.filter((row) => !DOCUMENTED_ROWS.includes(row))).toEqual([]);
});
