import { once } from 'node:events';
import { Readable } from 'node:stream';
import type { ByteRange, MediaHandle } from '@tricord/core';
import express, { type Express } from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { sendMedia } from './send-media.ts';
import { connected, received, served } from './testing/served.ts';

const content = Buffer.from('0123456789');
const modifiedAt = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const lastModified = 'Fri, 02 Jan 2026 03:04:05 GMT';

interface Played {
  readonly app: Express;
  readonly sources: Readable[];
  readonly errors: unknown[];
}

/** An app that serves `media` (default: the ten digits) for every request. */
function play(media: Partial<MediaHandle> = {}, downloadName?: string): Played {
  const sources: Readable[] = [];
  const errors: unknown[] = [];
  const handle: MediaHandle = {
    bytes: content.length,
    etag: 'v1',
    modifiedAt,
    read: async (range?: ByteRange) =>
      Readable.from([content.subarray(range?.start, range && range.end + 1)]),
    ...media,
  };
  const read = async (range?: ByteRange) => {
    const source = await handle.read(range);
    sources.push(source);
    return source;
  };
  const name = downloadName === undefined ? {} : { downloadName };
  const app = express().disable('etag');
  app.use(async (req, res) => {
    try {
      await sendMedia(req, res, { ...handle, read }, { contentType: 'audio/x-wav', ...name });
    } catch (error) {
      errors.push(error);
      if (!res.headersSent) res.status(500).end();
    }
  });
  return { app, sources, errors };
}

test('serves the whole media', async () => {
  const { status, headers, body } = await request(play().app).get('/');
  expect([status, String(body)]).toEqual([200, '0123456789']);
  expect(headers).toMatchObject({
    'content-type': 'audio/x-wav',
    'content-length': '10',
    'accept-ranges': 'bytes',
    etag: '"v1"',
    'last-modified': lastModified,
  });
  expect(headers).not.toHaveProperty('content-disposition');
  expect(headers).not.toHaveProperty('content-range');
});

test('names a download', async () => {
  const { headers } = await request(play({}, 'Grüße.wav').app).get('/');
  expect(headers['content-disposition']).toBe(
    `attachment; filename="Gr__e.wav"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.wav`,
  );
});

test.each([
  ['bytes=2-4', '234', 'bytes 2-4/10'],
  ['bytes=8-', '89', 'bytes 8-9/10'],
  ['bytes=-3', '789', 'bytes 7-9/10'],
  ['bytes=0-0', '0', 'bytes 0-0/10'],
])('serves a single range: %s (RFC 9110, 15.3.7)', async (range, text, contentRange) => {
  const { status, headers, body } = await request(play().app).get('/').set('Range', range);
  expect([status, String(body)]).toEqual([206, text]);
  expect(headers).toMatchObject({
    'content-range': contentRange,
    'content-length': String(text.length),
    etag: '"v1"',
  });
});

test('refuses a range past the end (RFC 9110, 15.5.17)', async () => {
  const { app, sources } = play();
  const { status, headers } = await request(app).get('/').set('Range', 'bytes=10-');
  expect([status, headers['content-range']]).toEqual([416, 'bytes */10']);
  expect(headers).not.toHaveProperty('content-type');
  expect(sources).toEqual([]);
});

test('sends the whole media for several ranges', async () => {
  const { status, body } = await request(play().app).get('/').set('Range', 'bytes=0-1,4-5');
  expect([status, String(body)]).toEqual([200, '0123456789']);
});

test.each([
  ['"v1"', 206],
  ['"v0"', 200],
  ['W/"v1"', 200],
  [lastModified, 206],
  ['Fri, 02 Jan 2026 03:04:06 GMT', 200],
])('If-Range: %s gets a %d', async (ifRange, expected) => {
  const get = request(play().app).get('/').set('Range', 'bytes=0-1').set('If-Range', ifRange);
  expect((await get).status).toBe(expected);
});

test.each([
  ['get', 'If-None-Match', '"v1"', 304],
  ['head', 'If-None-Match', 'W/"v1"', 304],
  ['get', 'If-Modified-Since', lastModified, 304],
  ['get', 'If-Match', '"v0"', 412],
] as const)('%s with %s: %s opens nothing and gets a %d', async (...expected) => {
  const [method, name, value, expectedStatus] = expected;
  const { app, sources } = play();
  const { status, headers, text } = await request(app)
    [method]('/')
    .set(name, value)
    .set('Range', 'bytes=99-');
  expect([status, text ?? '']).toEqual([expectedStatus, '']);
  expect(headers).toMatchObject({ etag: '"v1"', 'last-modified': lastModified });
  for (const absent of ['content-type', 'content-range', 'transfer-encoding']) {
    expect(headers).not.toHaveProperty(absent);
  }
  expect(sources).toEqual([]);
});

test('responds to HEAD like GET without ranges, and opens nothing', async () => {
  const { app, sources } = play();
  const { status, headers, text } = await request(app).head('/').set('Range', 'bytes=0-1');
  expect([status, text]).toEqual([200, undefined]);
  expect(headers).toMatchObject({ 'content-length': '10', 'content-type': 'audio/x-wav' });
  expect(sources).toEqual([]);
});

test('serves empty media', async () => {
  const empty = { bytes: 0, read: async () => Readable.from([]) };
  const { status, headers } = await request(play(empty).app).get('/');
  expect([status, headers['content-length']]).toEqual([200, '0']);
  const ranged = await request(play(empty).app).get('/').set('Range', 'bytes=0-');
  expect([ranged.status, ranged.headers['content-range']]).toEqual([416, 'bytes */0']);
});

test('has set no header yet when the store fails to open', async () => {
  const { app, errors } = play({ read: () => Promise.reject(new Error('lost')) });
  const { status, headers } = await request(app).get('/');
  expect(status).toBe(500);
  expect(headers).not.toHaveProperty('etag');
  expect(errors).toHaveLength(1);
});

const GET = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';

test.each([
  ['fails midway', () => Readable.from(failing())],
  ['ends early', () => Readable.from([content.subarray(0, 5)])],
  ['does not end', () => Readable.from(endless())],
])('breaks the connection when the source %s', async (_what, read) => {
  const { app, sources, errors } = play({ read: async () => read() });
  const answer = await served(app, async (port) => received(await connected(port, GET)));
  const [, sent = ''] = answer.split('\r\n\r\n');
  expect(sent.length).toBeLessThan(content.length);
  expect(errors).toMatchObject([{ message: 'the media broke off' }]);
  expect(sources[0]?.destroyed).toBe(true);
});

test('destroys the source when the client disconnects', async () => {
  const { app, sources, errors } = play({
    bytes: Number.MAX_SAFE_INTEGER,
    read: async () => Readable.from(endless()),
  });
  await served(app, async (port, server) => {
    const socket = await connected(port, GET);
    const [, res] = await once(server, 'request');
    await once(socket, 'data');
    socket.destroy();
    await once(res, 'close');
  });
  expect(sources[0]?.destroyed).toBe(true);
  expect(errors).toEqual([]);
});

test('destroys a source that is opened after the client has disconnected', async () => {
  let open: (source: Readable) => void = () => undefined;
  const opening = new Promise<Readable>((resolve) => {
    open = resolve;
  });
  const { app, errors } = play({ read: () => opening });
  const source = Readable.from(endless());
  await served(app, async (port, server) => {
    const socket = await connected(port, GET);
    const [, res] = await once(server, 'request');
    socket.destroy();
    await once(res, 'close');
    open(source);
    await once(source, 'close');
  });
  expect(source.destroyed).toBe(true);
  expect(errors).toEqual([]);
});

function* failing(): Generator<Buffer> {
  yield content.subarray(0, 5);
  throw Object.assign(new Error('disk'), { code: 'ECONNRESET' });
}

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(16_384);
}
