import type { RecordingQuery } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { listPage } from './list-page.ts';
import { recordingLists } from './recording-lists.ts';
import { sessionLists } from './session-lists.ts';
import type { SqlDialect } from './sql-dialect.ts';

/** Unlike SQLite's in all that it says. */
const DIALECT: SqlDialect = {
  tableByIndex: (table) => table,
  contains: (text, part) => `strpos(${text}, ${part}) > 0`,
  prefixEnd: { sql: (parameter) => parameter, valueOf: (prefix) => `${prefix}\u{10ffff}` },
};
const LISTS = recordingLists(DIALECT);
const QUERY: RecordingQuery = { accountId: 'a', limit: 2 };
const row = (n: number) => ({ id: `id${n}`, sorted_by: n, body: JSON.stringify({ n }) });

describe('a page', () => {
  test('is read from the end of the one before it, in either direction', () => {
    const first = listPage(LISTS, QUERY);
    expect(first).toMatchObject({ name: 'newest', way: 'onwards' });
    expect(first.parameters).toMatchObject({ keySortedBy: Number.MAX_SAFE_INTEGER, limit: 3 });
    const { items, next = '', previous } = first.pageOf([row(9), row(8), row(7)]);
    expect([items, previous]).toEqual([[{ n: 9 }, { n: 8 }], undefined]);

    const second = listPage(LISTS, { ...QUERY, after: next });
    expect(second.parameters).toMatchObject({ keySortedBy: 8, keyId: 'id8' });
    const last = second.pageOf([row(7)]);
    expect(last.next).toBeUndefined();

    const back = listPage(LISTS, { ...QUERY, before: last.previous ?? '' });
    expect(back).toMatchObject({ way: 'back', parameters: { keySortedBy: 7, keyId: 'id7' } });
    expect(back.pageOf([row(8), row(9)])).toEqual({ items: [{ n: 9 }, { n: 8 }], next });
  });

  test.each<[string, Partial<RecordingQuery>]>([
    ['limit', { limit: 0 }],
    ['limit', { limit: 1001 }],
    ['limit', { limit: 1.5 }],
    ['after', { after: 'x' }],
    ['before', { before: 'x' }],
    ['before', { before: 'x', after: 'x' }],
  ])('has no wrong %s: %j', (parameter, wrong) => {
    expect(() => listPage(LISTS, { ...QUERY, ...wrong })).toThrow(
      expect.objectContaining({ code: 'invalid-argument', details: { parameter } }),
    );
  });

  test('of another table or query does not follow', () => {
    const { next = '' } = listPage(LISTS, QUERY).pageOf([row(3), row(2), row(1)]);
    const sessions = sessionLists(DIALECT);
    expect(() => listPage(sessions, { accountId: 'a', limit: 2, after: next })).toThrow(
      'Not a page token',
    );
    const other = { ...QUERY, username: 'ada', after: next };
    expect(() => listPage(LISTS, other)).toThrow('Not a page token');
    expect(listPage(LISTS, { ...QUERY, limit: 50, after: next }).parameters.keyId).toBe('id2');
  });
});

describe('the statement of a list', () => {
  test('is led by the filter with the fewest rows', () => {
    expect(LISTS.nameOf({ ...QUERY, username: 'u', sessionId: 's' })).toBe('session_id');
    expect(LISTS.nameOf({ ...QUERY, username: 'u' })).toBe('username');
    expect(LISTS.nameOf({ ...QUERY, username: 'u', order: 'name' })).toBe('name');
  });

  test('is written in the dialect of its engine', () => {
    const { onwards, back } = LISTS.statements.name;
    for (const sql of [onwards, back]) expect(sql).not.toMatch(/INDEXED|instr|CAST/);
    expect(onwards).toContain('FROM recordings\nWHERE account_id = $accountId');
    expect(onwards).toContain('name < $nameEnd');
    expect(onwards).toContain("strpos($states, '|' || state || '|') > 0");
    expect(LISTS.parametersOf({ ...QUERY, namePrefix: 'p' })).toMatchObject({
      namePrefix: 'p',
      nameEnd: 'p\u{10ffff}',
    });
  });

  test('has every parameter bound', () => {
    for (const { onwards, back } of Object.values(LISTS.statements)) {
      const names = [...`${onwards} ${back}`.matchAll(/\$(\w+)/g)].map(([, name]) => name);
      const bound = Object.keys(listPage(LISTS, QUERY).parameters);
      expect(bound).toEqual(expect.arrayContaining([...new Set(names)]));
    }
  });
});
