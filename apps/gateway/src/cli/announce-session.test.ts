import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { announceSession } from './announce-session.ts';

const UUID = '43bb71ee-553f-4074-bb20-8e2747647cce';

let server: Server | undefined;
afterEach(
  () =>
    new Promise<void>((resolve) => {
      if (server === undefined) resolve();
      else server.close(() => resolve());
    }),
);

async function serving(handler: RequestListener): Promise<string> {
  const listening = createServer(handler);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

test('PUTs the description under the UUID, with the key', async () => {
  const seen: unknown[] = [];
  const api = await serving(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += String(chunk);
    seen.push(req.method, req.url, req.headers.authorization, JSON.parse(body));
    res.writeHead(201).end('{}');
  });
  await announceSession({ api, key: 'k' }, UUID, { user: 'John' });
  expect(seen).toEqual(['PUT', `/api/v1/sessions/${UUID}`, 'Bearer k', { user: 'John' }]);
});

test.each([
  [
    JSON.stringify({ title: 'Unauthorized', detail: 'Give an API key' }),
    'the gateway refused the session: 401 Give an API key',
  ],
  [
    JSON.stringify({ title: 'Bad', problems: [{ path: '/body/user', message: 'is long' }] }),
    'the gateway refused the session: 401 Bad /body/user is long',
  ],
  ['<html>', 'the gateway refused the session: 401 Unauthorized'],
])('a refusal is one line: %s', async (body, message) => {
  const api = await serving((_req, res) => res.writeHead(401).end(body));
  await expect(announceSession({ api, key: 'k' }, UUID, {})).rejects.toThrow(message);
});

test('an unreachable gateway is reported in one line', async () => {
  const api = await serving(() => undefined);
  await new Promise((resolve) => server?.close(resolve));
  server = undefined;
  await expect(announceSession({ api, key: 'k' }, UUID, {})).rejects.toThrow(
    `no gateway answers at ${api}; is \`tricord serve\` running?`,
  );
});
