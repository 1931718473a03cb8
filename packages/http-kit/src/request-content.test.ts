import { expect, test } from 'vitest';
import { contentTypeOf } from './request-content.ts';

const types = ['application/json', 'text/*', 'Application/XML'];
const some = { 'content-length': '5' };

test.each([
  ['application/json', 'application/json'],
  ['Application/JSON; charset=utf-8; boundary=x', 'application/json'],
  ['application/xml', 'Application/XML'],
  ['text/anything', 'text/*'],
])('a body of type %s is treated as %s', (type, expected) => {
  const req = { headers: { ...some, 'content-type': type } };
  expect(contentTypeOf(req, { required: false, types })).toBe(expected);
});

test.each([
  [{ ...some, 'content-type': 'image/png' }, 'is of type image/png'],
  [{ ...some, 'content-type': 'textual/plain' }, 'is of type textual/plain'],
  [{ 'transfer-encoding': 'chunked', 'content-type': 'a' }, 'is of type a'],
  [some, 'has no Content-Type'],
])('refuses %j', (headers, message) => {
  const accepted = 'but must be application/json or text/* or Application/XML';
  const attempt = () => contentTypeOf({ headers }, { required: false, types });
  expect(attempt).toThrow(
    expect.objectContaining({
      failure: {
        kind: 'invalid',
        status: 415,
        problems: [{ path: '/headers/content-type', message: `the body ${message}, ${accepted}` }],
      },
    }),
  );
});

test('accepts any type if the document does', () => {
  const content = { required: true, types: ['application/json', '*/*'] };
  expect(contentTypeOf({ headers: some }, content)).toBe('*/*');
  expect(contentTypeOf({ headers: { ...some, 'content-type': 'a/b' } }, content)).toBe('*/*');
});

test('ignores a body that does not matter', () => {
  const odd = { headers: { ...some, 'content-type': 'odd' } };
  expect(contentTypeOf(odd, undefined)).toBeUndefined();
  const empty = { headers: { 'content-type': 'odd', 'content-length': '0' } };
  expect(contentTypeOf(empty, { required: false, types })).toBeUndefined();
  expect(contentTypeOf(empty, { required: true, types })).toBe('application/json');
});
