import { expect, test } from 'vitest';
import { basePaths, loadDocument, type OpenApiDocument } from './openapi-document.ts';
import { OperationTable } from './operation-table.ts';

function documentOf(paths: readonly string[], servers?: readonly string[]): OpenApiDocument {
  return {
    openapi: '3.0.3',
    ...(servers === undefined ? {} : { servers: servers.map((url) => ({ url })) }),
    paths: Object.fromEntries(paths.map((path) => [path, { get: {}, summary: 'x' }])),
  };
}

test.each([
  [undefined, ['']],
  [['/'], ['']],
  [['/ari', '/ari/'], ['/ari']],
  [
    ['https://host:1/a/b/', 'http://other/c'],
    ['/a/b', '/c'],
  ],
])('the base paths of %j are %j', (servers, expected) => {
  expect(basePaths(documentOf([], servers))).toEqual(expected);
});

test('finds the longest base of a path', () => {
  const table = new OperationTable(documentOf([], ['/a', '/a/b']));
  expect(['/a/b/c', '/a/b', '/a/bc', '/a', '/ab', '/'].map((path) => table.baseOf(path))).toEqual([
    '/a/b',
    '/a/b',
    '/a',
    '/a',
    undefined,
    undefined,
  ]);
});

test('finds the most specific path whatever the order', () => {
  const paths = ['/{a}', '/x', '/{a}/y', '/x/{b}', '/{a}.wav', '/x/y', '/'];
  for (const order of [paths, paths.toReversed()]) {
    const table = new OperationTable(documentOf(order));
    const found = ['/x', '/z', '/z.wav', '/x/y', '/x/z', '/z/y', '/z/z', '/', '/x/'].map(
      (path) => table.match(path)?.template,
    );
    const expected = ['/x', '/{a}', '/{a}.wav', '/x/y', '/x/{b}', '/{a}/y', undefined, '/', '/x'];
    expect(found).toEqual(expected);
  }
});

test('matches the text of a path literally', () => {
  const table = new OperationTable(documentOf(['/a.b(c)+', '/v1|v2']));
  expect(table.match('/a.b(c)+')?.template).toBe('/a.b(c)+');
  expect(table.match('/axb(c)+')).toBeUndefined();
  expect(table.match('/v1')).toBeUndefined();
});

test('names a parameter that cannot be decoded', () => {
  const table = new OperationTable(documentOf(['/{a}/{b}']));
  expect(table.match('/%41/%zz')?.malformed).toBe('b');
  expect(table.match('/%41/%2F')?.malformed).toBeUndefined();
});

test('has the operations of a path, and their content types', () => {
  const spec = new URL('./testing/test-dialect.yaml', import.meta.url);
  const table = new OperationTable(loadDocument(spec));
  const operations = table.match('/songs')?.operations;
  expect([...(operations ?? [])]).toEqual([
    ['GET', { content: undefined, query: ['limit', 'loud', 'since', 'ids'] }],
    [
      'POST',
      {
        content: {
          required: true,
          types: ['application/json', 'application/x-www-form-urlencoded'],
        },
        query: [],
      },
    ],
    ['OPTIONS', { content: undefined, query: [] }],
  ]);
  const verse = table.match('/songs/a/verses/1')?.operations.get('PUT');
  expect(verse).toEqual({ content: { required: false, types: ['*/*'] }, query: [] });
  expect([...table.parameters].toSorted()).toEqual(['name', 'number']);
});
