import type { Session } from '@tricord/core';
import { expect, test } from 'vitest';
import { SESSION_TABLE } from './session-table.ts';
import { readRow } from './stored-row.ts';
import { bodyOf, keepsKeys, rowOf } from './table-shape.ts';

const session: Session = {
  id: 's',
  accountId: 'a',
  state: 'live',
  call: { line: {}, username: 'ÖDÖN', direction: 'unknown', local: {}, remote: {}, metadata: {} },
  tracks: [],
  createdAt: 1,
  updatedAt: 1,
};

test('a row has the whole item, and what it is found by', () => {
  const row = rowOf(SESSION_TABLE, session);
  expect(row).toMatchObject({ id: 's', account_id: 'a', state: 'live', username: 'ödön' });
  expect(row).toMatchObject(bodyOf(SESSION_TABLE, session));
  expect(readRow({ id: 's', body: String(row.body) })).toEqual(session);
  expect(Object.keys(row).sort()).toEqual(
    ['id', 'account_id', 'body', ...SESSION_TABLE.keyColumns].sort(),
  );
});

test('a change of what indexes hold is told from any other', () => {
  expect(keepsKeys(SESSION_TABLE, session, { ...session, updatedAt: 2 })).toBe(true);
  expect(keepsKeys(SESSION_TABLE, session, { ...session, state: 'ended' })).toBe(false);
});

test('a damaged body is named', () => {
  expect(() => readRow({ id: 's', body: '{"id":' })).toThrow("The catalog's row s is damaged");
});
