import express from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { connected, received, served } from './testing/served.ts';
import { testDialect } from './testing/test-dialect.ts';

test.each(['/test/v1/songs/blue', '/v1/songs/blue', '/test/v1/songs/blue/'])(
  'responds under every base path of the document: %s',
  async (path) => {
    const { status, body } = await request(testDialect()).get(path);
    expect([status, body.params]).toEqual([200, { name: 'blue' }]);
  },
);

test.each(['/', '/other', '/test', '/test/v10/songs', '/TEST/v1/songs', '/test%2Fv1/songs'])(
  'leaves everything else to the next app: %s',
  async (path) => {
    const app = express().use(testDialect(), (_req, res) => void res.send('next'));
    const { text, headers } = await request(app).get(path);
    expect(text).toBe('next');
    expect(headers).not.toHaveProperty('x-request-id');
  },
);

test.each([
  ['%2e%2e', '..'],
  ['..', '..'],
  ['a%2Fb', 'a/b'],
  ['a%252Fb', 'a%2Fb'],
  ['a+b%20c', 'a+b c'],
  ['%F0%9F%8E%B5', '🎵'],
  ['x'.repeat(4096), 'x'.repeat(4096)],
  ['constructor', 'constructor'],
  ['__proto__', '__proto__'],
  ['a%00b', 'a\0b'],
  ['a.b.c', 'a.b.c'],
  ['a%23b', 'a#b'],
])('passes a parameter decoded exactly once: %s', async (raw, decoded) => {
  const { status, body } = await request(testDialect()).get(`/test/v1/songs/${raw}`);
  expect([status, body.params]).toEqual([200, { name: decoded }]);
});

test.each(['%', '%zz', '%C3%28', '%E0%A4%A'])('refuses broken encoding: %s', async (raw) => {
  const { status, body } = await request(testDialect()).get(`/test/v1/songs/${raw}`);
  expect([status, body.kind]).toEqual([400, 'invalid']);
  expect(body.problems).toEqual([
    { path: '/params/name', message: 'is not percent-encoded UTF-8' },
  ]);
});

test.each([
  ['http://elsewhere/test/v1/songs/a%2Fb', 'a/b'],
  ['/test/v1/songs/a#b', 'a#b'],
])('understands the target %s', async (target, name) => {
  const answer = await served(testDialect(), async (port) =>
    received(
      await connected(port, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
    ),
  );
  expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  const json = answer.split('\r\n\r\n')[1] ?? '';
  expect(JSON.parse(json).params).toEqual({ name });
});

test.each(['OPTIONS *', 'GET //test/v1/songs', 'GET http://elsewhere'])(
  'leaves the target of %s to the next app',
  async (line) => {
    const answer = await served(testDialect(), async (port) =>
      received(await connected(port, `${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)),
    );
    expect(answer).toMatch(/^HTTP\/1.1 404 /);
    expect(answer).not.toContain('X-Request-Id');
  },
);

test('prefers the more specific path', async () => {
  const app = testDialect();
  expect((await request(app).get('/test/v1/songs/top')).body).toEqual({ top: true });
  const audio = await request(app).get('/test/v1/songs/a%2Fb.ogg');
  expect(audio.headers['content-type']).toMatch(/^audio\/ogg/);
  expect(audio.body.toString()).toBe('a/b');
});

test.each([
  '/test/v1/nothing',
  '/test/v1',
  '/test/v1/',
  '/test/v1//songs',
  '/test/v1/songs/a/b',
  '/v1/%zz',
])('responds with 404 to a path that the document lacks: %s', async (path) => {
  const { status, body } = await request(testDialect()).get(path);
  expect([status, body]).toEqual([404, { kind: 'no-route' }]);
});

test.each([
  ['patch', '/test/v1/songs/blue', 'GET, DELETE'],
  ['head', '/test/v1/songs/blue', 'GET, DELETE'],
  ['options', '/test/v1/songs/blue', 'GET, DELETE'],
  ['delete', '/test/v1/songs', 'GET, POST, OPTIONS'],
] as const)('refuses %s if the document lacks it', async (method, path, allow) => {
  const { status, headers } = await request(testDialect())[method](path);
  expect([status, headers.allow]).toEqual([405, allow]);
});

test('responds to HEAD and OPTIONS if the document has them', async () => {
  const app = testDialect();
  expect((await request(app).options('/test/v1/songs')).status).toBe(204);
  const head = await request(app).head('/test/v1/songs/a.ogg');
  expect([head.status, head.headers['content-length'], head.text]).toEqual([200, '1', undefined]);
});

test('treats a documented operation without a route as an unknown path', async () => {
  const app = testDialect({ routes: () => undefined });
  expect((await request(app).get('/test/v1/songs')).body).toEqual({ kind: 'no-route' });
});

test('routes and validates the rewritten URL', async () => {
  const app = testDialect({
    rewrite: (url) => url.replace(/^\/TEST/i, '/test').replace('max=', 'limit='),
    routes: (router) => {
      router.get('/songs', (req, res) => {
        const { originalUrl, query } = req;
        res.json({ originalUrl, query, rawUrl: res.locals.rawUrl });
      });
    },
  });
  const { body } = await request(app).get('/Test/v1/songs?max=3');
  expect(body).toEqual({
    originalUrl: '/test/v1/songs?limit=3',
    query: { limit: 3 },
    rawUrl: '/Test/v1/songs?max=3',
  });
  expect((await request(app).get('/Test/v1/songs?max=no')).status).toBe(400);
});

test('leaves a URL that rewrite cannot decode unchanged', async () => {
  const app = testDialect({ rewrite: decodeURIComponent });
  expect((await request(app).get('/test/v1/songs/%zz')).status).toBe(400);
});

test('runs `before` ahead of everything but the headers', async () => {
  const seen: unknown[] = [];
  const app = testDialect({
    headers: { 'Cache-Control': 'no-store' },
    before: [
      (_req, res) => {
        seen.push(res.locals.operation, res.locals.allow);
        res.status(401).end();
      },
    ],
  });
  const { status, headers } = await request(app).post('/test/v1/songs/blue').send({ bad: true });
  expect([status, headers['cache-control']]).toEqual([401, 'no-store']);
  await request(app).get('/test/v1/nothing');
  expect(seen).toEqual(['/songs/{name}', ['GET', 'DELETE'], undefined, undefined]);
});

test('sends neither X-Powered-By nor an ETag of its own', async () => {
  const { headers } = await request(testDialect()).get('/test/v1/songs');
  expect(headers).not.toHaveProperty('etag');
  expect(headers).not.toHaveProperty('x-powered-by');
});

test.each([
  ['mine.42:a-b', true],
  ['x'.repeat(129), false],
  ['two words', false],
  ['', false],
])('gives the request an id: %j is accepted: %s', async (id, taken) => {
  const { headers } = await request(testDialect()).get('/test/v1/songs').set('X-Request-Id', id);
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
  expect(headers['x-request-id']).toMatch(taken ? /^mine\.42:a-b$/ : uuid);
});

test('refuses to start with an invalid document', () => {
  expect(() => testDialect({ spec: new URL('./index.ts', import.meta.url) })).toThrow();
  expect(() => testDialect({ spec: new URL('./none.yaml', import.meta.url) })).toThrow('ENOENT');
});
