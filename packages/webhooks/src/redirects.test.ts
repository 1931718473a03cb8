import { expect, test } from 'vitest';
import { redirectedUrl } from './redirects.ts';

test('a redirect never leads from https to http', () => {
  expect(() => redirectedUrl('http://a.example/', new URL('https://a.example/'))).toThrow(
    'it leads from https: to http:',
  );
});

test('a redirect may lead from http to https', () => {
  const url = redirectedUrl('https://a.example/hook', new URL('http://me:pass@a.example/hook'));
  expect(url.href).toBe('https://a.example/hook');
});

test('the credentials of a Location count', () => {
  const url = redirectedUrl('http://you@a.example/', new URL('http://me:pass@a.example/'));
  expect(url.href).toBe('http://you@a.example/');
});
