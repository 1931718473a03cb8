import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { authority, listen } from './listen.ts';

test('reports in one line why it cannot listen', async () => {
  // RFC 5737: no machine has this address.
  await expect(listen(createServer(), '192.0.2.1', 0)).rejects.toThrow(
    /^cannot listen on 192\.0\.2\.1:0: this machine does not have the address$/,
  );
});

test('an IPv6 address is in brackets', () => {
  expect([authority('::1', 80), authority('localhost', 80)]).toEqual(['[::1]:80', 'localhost:80']);
});
