import { once } from 'node:events';
import {
  Agent,
  get,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { ManualClock } from '@tricord/testkit';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { HttpServer } from './http-server.ts';
import { createLogger } from './logger.ts';
import { connected, received } from './testing/served.ts';
import type { Upgrade } from './upgrade.ts';

const logger = createLogger('silent');
const host = '127.0.0.1';
const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
const hello: RequestListener = (_req, res) => void res.end('hello');

const webSocket = (path: string) =>
  `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`;

/** A handler that delays its responses. */
function held() {
  const responses: ServerResponse[] = [];
  let arrived: (res: ServerResponse) => void = () => undefined;
  const next = () =>
    new Promise<ServerResponse>((resolve) => {
      arrived = resolve;
    });
  const handler: RequestListener = (_req, res) => {
    responses.push(res);
    arrived(res);
  };
  return { handler, next };
}

async function textOf(res: IncomingMessage): Promise<string> {
  return String(Buffer.concat(await res.toArray()));
}

test('serves on a free port and has its URL', async () => {
  const server = await HttpServer.open(hello, { host, port: 0, logger });
  expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
  expect(server.port).toBeGreaterThan(0);
  expect(await (await fetch(server.url)).text()).toBe('hello');
  await server.close(0);
  await expect(fetch(server.url)).rejects.toThrow();
});

test('reports in one line that the port is in use', async () => {
  const server = await HttpServer.open(hello, { host, port: 0, logger });
  const { port } = server;
  await expect(HttpServer.open(hello, { host, port, logger })).rejects.toThrow(
    `cannot listen on 127.0.0.1:${port}: the port is in use`,
  );
  await server.close(0);
});

test('closes at once when connections are idle, and only once', async () => {
  const clock = new ManualClock();
  const server = await HttpServer.open(hello, { host, port: 0, logger, clock });
  const agent = new Agent({ keepAlive: true });
  const [res] = await once(get({ port: server.port, host, agent }), 'response');
  expect(await textOf(res)).toBe('hello');
  const silent = await connected(server.port, '');
  const closed = server.close(60_000);
  expect(server.close(0)).toBe(closed);
  await closed;
  expect(clock.pending).toBe(0);
  expect(await received(silent)).toBe('');
  agent.destroy();
});

test('lets a running request finish, and its connection end', async () => {
  const { handler, next } = held();
  const server = await HttpServer.open(handler, {
    host,
    port: 0,
    logger,
    clock: new ManualClock(),
  });
  const arrived = next();
  const socket = await connected(server.port, GET);
  const res = await arrived;
  const closed = server.close(60_000);
  res.end('late');
  const answer = await received(socket);
  expect(answer).toContain('\r\nConnection: close\r\n');
  expect(answer).toMatch(/late$/);
  await closed;
});

test('ends the connection of a response that had started before', async () => {
  const { handler, next } = held();
  const server = await HttpServer.open(handler, {
    host,
    port: 0,
    logger,
    clock: new ManualClock(),
  });
  const arrived = next();
  const socket = await connected(server.port, GET);
  const res = await arrived;
  res.write('early');
  await once(socket, 'data');
  const closed = server.close(60_000);
  res.end('late');
  expect(await received(socket)).toContain('late');
  await closed;
});

test('aborts unfinished requests after the grace period', async () => {
  const { handler, next } = held();
  const clock = new ManualClock();
  const upgrade: Upgrade = {
    matches: () => true,
    async handle(_req, socket) {
      socket.write('up');
      return undefined;
    },
  };
  const server = await HttpServer.open(handler, {
    host,
    port: 0,
    logger,
    clock,
    upgrades: [upgrade],
  });
  const arrived = next();
  const running = await connected(server.port, GET);
  await arrived;
  const halfway = await connected(server.port, 'GET / HTTP/1.1\r\nHo');
  const upgraded = await connected(server.port, webSocket('/'));
  await once(upgraded, 'data');
  const closed = server.close(5000);
  clock.advance(4999);
  expect([running.closed, upgraded.closed]).toEqual([false, false]);
  clock.advance(1);
  await closed;
  expect(await received(running)).toBe('');
  await Promise.all([received(halfway), received(upgraded)]);
});

test('routes WebSocket handshakes', async () => {
  const seen: string[] = [];
  const good: Upgrade = {
    matches: (path) => path === '/a/%20b',
    async handle(req, socket, head) {
      seen.push(`${req.url} ${head}`);
      socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n');
      return undefined;
    },
  };
  const closed: Upgrade = {
    matches: (path) => path === '/closed',
    handle: async () => ({ status: 403, headers: { 'X-Y': 'z' }, body: { message: 'Nö' } }),
  };
  const broken: Upgrade = {
    matches: (path) => path === '/broken',
    handle: async () => {
      throw new Error('broken');
    },
  };
  const wrong: Upgrade = {
    matches(path) {
      if (path === '/wrong') throw new Error('wrong');
      return false;
    },
    handle: async () => undefined,
  };
  const upgrades = [good, closed, broken, wrong];
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => lines.push(line) });
  const server = await HttpServer.open(hello, { host, port: 0, logger, upgrades });
  const send = async (path: string, body = '') =>
    received(await connected(server.port, webSocket(path) + body));
  expect(await send('/a/%20b?c=/d', 'early')).toBe('HTTP/1.1 101 Switching Protocols\r\n\r\n');
  await send('http://x/a/%20b');
  expect(seen).toEqual(['/a/%20b?c=/d early', '/a/%20b ']);
  expect(await send('/other')).toMatch(
    /^HTTP\/1\.1 404 Not Found\r\nContent-Type: application\/problem\+json\r\n.*"code":"no-such-resource"\}$/s,
  );
  const refusal = [
    'HTTP/1.1 403 Forbidden',
    'X-Y: z',
    'Content-Type: application/json',
    'Connection: close',
    'Content-Length: 17',
    '',
    '{"message":"N\xc3\xb6"}',
  ];
  expect(await send('/closed')).toBe(refusal.join('\r\n'));
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { path: '/other', status: 404, reason: 'no source or API listens at /other' },
    { path: '/closed', status: 403, reason: 'Forbidden' },
  ]);
  for (const path of ['/broken', '/wrong']) {
    expect(await send(path)).toMatch(/^HTTP\/1\.1 500 .*"code":"internal"\}$/s);
  }
  expect(await (await fetch(server.url)).text()).toBe('hello');
  await server.close(0);
});

test('survives a client that aborts its handshake', async () => {
  let leave: () => void = () => undefined;
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const upgrade: Upgrade = {
    matches: () => true,
    async handle(_req, taken) {
      taken.once('close', leave);
      taken.resume();
      taken.write('up');
      return undefined;
    },
  };
  const server = await HttpServer.open(hello, { host, port: 0, logger, upgrades: [upgrade] });
  const socket = await connected(server.port, webSocket('/'));
  await once(socket, 'data');
  socket.resetAndDestroy();
  await left;
  expect(await (await fetch(server.url)).text()).toBe('hello');
  await server.close(0);
});

test.each([
  ['', ''],
  ['Content-Length: 4\r\n', 'body'],
  ['Transfer-Encoding: chunked\r\n', '4\r\nbody\r\n0\r\n\r\n'],
])('serves a request that asks for HTTP/2 (RFC 9110, 7.8): %j', async (headers, body) => {
  const echo: RequestListener = async (req, res) => {
    const text = String(Buffer.concat(await req.toArray()));
    res.end(JSON.stringify([req.method, req.url, req.headers['x-y'], req.headers.upgrade, text]));
  };
  const server = await HttpServer.open(echo, { host, port: 0, logger });
  const upgrade = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n';
  const socket = await connected(
    server.port,
    `POST /a?b HTTP/1.1\r\nHost: x\r\nX-Y: z\r\n${upgrade}${headers}\r\n${body}`,
  );
  const [first] = await once(socket, 'data');
  expect(String(first)).toContain(JSON.stringify(['POST', '/a?b', 'z', null, headers && 'body']));
  // The connection stays open and usable.
  socket.write('GET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  expect(await received(socket)).toContain('["GET","/c"');
  await server.close(0);
});
