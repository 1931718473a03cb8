import { EventEmitter, once } from 'node:events';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { TricordError } from '@tricord/core';
import type { RequestHandler } from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import type { DialectOptions } from './dialect-options.ts';
import { HttpError, type HttpFailure } from './http-failure.ts';
import { answerWithKind, type LogLine, logTo, testDialect } from './testing/test-dialect.ts';

function withRoute(
  handler: RequestHandler,
  lines: LogLine[],
  options: Partial<DialectOptions> = {},
) {
  const routes: DialectOptions['routes'] = (router) => void router.get('/songs', handler);
  return testDialect({ routes, logger: logTo(lines), ...options });
}

const loud = (lines: LogLine[]) => lines.filter(({ level }) => level !== 'info');

test.each([
  [() => new HttpError({ kind: 'forbidden' }), 403, { kind: 'forbidden' }],
  [() => new HttpError({ kind: 'unauthenticated' }), 401, { kind: 'unauthenticated' }],
  [
    () => new TricordError('recording-not-found', 'none'),
    404,
    { kind: 'core', code: 'recording-not-found' },
  ],
])("converts errors of a route to the vendor's format", async (make, status, body) => {
  const lines: LogLine[] = [];
  const thrown = await request(
    withRoute(() => {
      throw make();
    }, lines),
  ).get('/v1/songs');
  expect([thrown.status, thrown.body]).toEqual([status, body]);
  const rejected = await request(withRoute(() => Promise.reject(make()), lines)).get('/v1/songs');
  expect([rejected.status, rejected.body]).toEqual([status, body]);
  expect(loud(lines)).toEqual([]);
});

test.each([
  ['an error', new Error('broken')],
  ['something else', 'broken'],
  ['nothing', undefined],
])('logs an unexpected error once: %s', async (_what, thrown) => {
  const lines: LogLine[] = [];
  const app = withRoute(() => Promise.reject(thrown), lines);
  const { status, body } = await request(app).get('/v1/songs').set('X-Request-Id', 'r-1');
  expect([status, body]).toEqual([500, { kind: 'unknown' }]);
  expect(loud(lines)).toHaveLength(1);
  expect(loud(lines)[0]).toMatchObject({ level: 'error', requestId: 'r-1', dialect: 'test' });
});

test.each([
  ['internal', 'error'],
  ['recorder-full', 'warn'],
] as const)('logs %s of the core when the response is a 5xx', async (code, level) => {
  const lines: LogLine[] = [];
  const toAnswer = () => ({ status: 503 });
  const app = withRoute(() => Promise.reject(new TricordError(code, 'full')), lines, { toAnswer });
  const { status, headers, text } = await request(app).get('/v1/songs');
  expect([status, headers['content-length'], text]).toEqual([503, '0', '']);
  expect(loud(lines).map((line) => line.level)).toEqual([level]);
});

test.each<[string, DialectOptions['toAnswer']]>([
  [
    'toAnswer throws',
    () => {
      throw new Error('no answer');
    },
  ],
  ['a header is invalid', () => ({ status: 403, headers: { 'X-Why': 'a\r\nb' } })],
  ['a status is invalid', () => ({ status: 4711 })],
  ['the body is not JSON', () => ({ status: 403, body: { count: 1n } })],
])('responds with an empty 500 when %s', async (_what, toAnswer) => {
  const lines: LogLine[] = [];
  const route = () => Promise.reject(new HttpError({ kind: 'forbidden' }));
  const app = withRoute(route, lines, { toAnswer, validateResponses: false });
  const { status, text } = await request(app).get('/v1/songs');
  expect([status, text]).toEqual([500, '']);
  expect(loud(lines)).toHaveLength(1);
});

test('a response that violates the document becomes a 500', async () => {
  const lines: LogLine[] = [];
  const app = testDialect({
    logger: logTo(lines),
    toAnswer: (failure) =>
      failure.kind === 'invalid' ? { status: 400, body: {} } : answerWithKind(failure),
  });
  const { status, body } = await request(app).post('/v1/songs').type('json').send({ title: 1 });
  expect([status, body]).toEqual([400, {}]);
  const late = testDialect({
    logger: logTo(lines),
    toAnswer: (failure) => ({ status: failure.kind === 'unknown' ? 500 : 400, body: {} }),
    routes: (router) =>
      void router.post('/songs', () => {
        throw new HttpError({ kind: 'forbidden' });
      }),
  });
  expect((await request(late).post('/v1/songs').send({ title: 'Blue' })).status).toBe(500);
  expect(loud(lines)).toHaveLength(1);
});

test('drops headers of the response that was not sent', async () => {
  const app = withRoute((_req, res) => {
    res.set({ 'Content-Type': 'audio/wav', 'Content-Length': '9', ETag: '"x"', 'X-Kept': '1' });
    throw new HttpError({ kind: 'forbidden' });
  }, []);
  const { headers, body } = await request(app).get('/v1/songs');
  expect(body).toEqual({ kind: 'forbidden' });
  expect(headers['content-type']).toMatch(/^application\/json/);
  expect(headers).not.toHaveProperty('etag');
  expect(headers).toHaveProperty('x-kept');
});

test('breaks the connection if the response has started', async () => {
  const lines: LogLine[] = [];
  const app = withRoute(async (_req, res) => {
    res.write('{"songs":[');
    await setImmediate();
    throw new Error('broken');
  }, lines);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const req = get({ port: (server.address() as AddressInfo).port, path: '/v1/songs' });
  const [res] = await once(req, 'response');
  res.resume();
  const [error] = await once(res, 'error');
  expect(error).toMatchObject({ code: 'ECONNRESET' });
  server.close();
  await once(server, 'close');
  expect(loud(lines)).toHaveLength(1);
});

test('does not touch a response that has already ended', async () => {
  const lines: LogLine[] = [];
  const failures = new EventEmitter();
  const answered = once(failures, 'failure');
  const toAnswer = (failure: HttpFailure) => {
    failures.emit('failure', failure);
    return answerWithKind(failure);
  };
  const route: RequestHandler = async (_req, res) => {
    res.json({ ok: true });
    throw new Error('broken');
  };
  const { status, body } = await request(withRoute(route, lines, { toAnswer })).get('/v1/songs');
  expect([status, body]).toEqual([200, { ok: true }]);
  expect(await answered).toMatchObject([{ kind: 'unknown' }]);
  expect(loud(lines)).toHaveLength(1);
});
