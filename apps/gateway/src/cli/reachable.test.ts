import { expect, test } from 'vitest';
import { reachableHost, reachableUrl } from './reachable.ts';

test.each([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '::1'],
  ['10.0.0.1', '10.0.0.1'],
])('a listener on %s is reached at %s', (host, reached) => {
  expect(reachableHost(host)).toBe(reached);
});

test.each([
  ['http://0.0.0.0:8088', 'http://127.0.0.1:8088'],
  ['http://[::]:8088', 'http://[::1]:8088'],
  ['http://gw.example.org:80', 'http://gw.example.org:80'],
])('%s is reached at %s', (url, reached) => {
  expect(reachableUrl(url)).toBe(reached);
});
