import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { Registry } from 'prom-client';
import request from 'supertest';
import { expect, test } from 'vitest';
import { sendMedia } from './send-media.ts';
import { connected, served } from './testing/served.ts';
import { type LogLine, logTo, testDialect } from './testing/test-dialect.ts';

test('writes one line per request, without its secrets', async () => {
  const lines: LogLine[] = [];
  const get = request(testDialect({ logger: logTo(lines) }))
    .get('/test/v1/songs/blue?api_key=me:hunter2&loud=1&auth_token=hunter2')
    .set('Authorization', 'Basic aHVudGVyMg==')
    .set('X-Request-Id', 'r-1');
  await get;
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    msg: 'request',
    level: 'info',
    dialect: 'test',
    requestId: 'r-1',
    method: 'GET',
    url: '/test/v1/songs/blue?api_key=[redacted]&loud=1&auth_token=[redacted]',
    operation: '/songs/{name}',
    status: 200,
  });
  expect(lines[0]?.ms).toBeGreaterThanOrEqual(0);
  expect(lines[0]).not.toHaveProperty('aborted');
  expect(JSON.stringify(lines)).not.toMatch(/hunter2|aHVudGVyMg/);
});

test('does not log requests to other apps', async () => {
  const lines: LogLine[] = [];
  await request(testDialect({ logger: logTo(lines) })).get('/other');
  expect(lines).toEqual([]);
});

test('counts and times requests by path of the document', async () => {
  const metrics = new Registry();
  const app = testDialect({ metrics });
  await request(app).get('/test/v1/songs/blue');
  await request(app).get('/v1/songs/red');
  await request(app).get('/test/v1/nothing/at/all');
  await request(testDialect({ metrics, name: 'other' })).put('/test/v1/songs');
  const counts = await metrics.getSingleMetric('http_requests_total')?.get();
  expect(counts?.values.map(({ value, labels }) => [value, labels])).toEqual([
    [2, { dialect: 'test', operation: '/songs/{name}', method: 'GET', status: '200' }],
    [1, { dialect: 'test', operation: 'none', method: 'GET', status: '404' }],
    [1, { dialect: 'other', operation: '/songs', method: 'PUT', status: '405' }],
  ]);
  expect(await metrics.metrics()).toMatch(
    /http_request_duration_seconds_count\{dialect="test",operation="none".*\} 1/,
  );
});

test('a client that closes once it has all of the audio has not aborted', async () => {
  const lines: LogLine[] = [];
  async function* slowToEnd(closed: Promise<unknown>) {
    yield Buffer.from('0123456789');
    await closed;
  }
  const app = testDialect({
    logger: logTo(lines),
    routes: (router) =>
      router.get('/songs/:name', async (req, res) => {
        const closed = once(res, 'close');
        const read = async () => Readable.from(slowToEnd(closed));
        const media = { bytes: 10, etag: 'v1', modifiedAt: 0, read };
        await sendMedia(req, res, media, { contentType: 'application/json' });
      }),
  });
  await served(app, async (port, server) => {
    const socket = await connected(port, 'GET /test/v1/songs/blue HTTP/1.1\r\nHost: a\r\n\r\n');
    const [, res] = await once(server, 'request');
    let text = '';
    socket.on('data', (data) => {
      text += data;
      if (text.endsWith('0123456789')) socket.destroy();
    });
    await once(res, 'close');
  });
  expect(lines.map(({ status, aborted }) => [status, aborted])).toEqual([[200, undefined]]);
});

test('a client that disconnects is not an error', async () => {
  const lines: LogLine[] = [];
  const metrics = new Registry();
  const server = testDialect({ logger: logTo(lines), metrics }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const headers = { 'Content-Type': 'application/json', 'Content-Length': '100' };
  const upload = httpRequest({ port, path: '/test/v1/songs', method: 'POST', headers });
  upload.on('error', () => undefined);
  upload.write('{"title"');
  const [, res] = await once(server, 'request');
  upload.destroy();
  await once(res, 'close');
  server.close();
  await once(server, 'close');
  expect(lines.map(({ level, msg, aborted, status }) => [level, msg, aborted, status])).toEqual([
    ['info', 'request', true, undefined],
  ]);
  expect(await metrics.metrics()).toContain('status="aborted"} 1');
});
