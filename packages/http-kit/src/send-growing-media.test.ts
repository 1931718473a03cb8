import { PassThrough } from 'node:stream';
import express from 'express';
import { expect, test } from 'vitest';
import { acceptsGrowingMedia, sendGrowingMedia } from './send-growing-media.ts';
import { connected, received, served } from './testing/served.ts';

const GET = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n';

/** An app that sends `stream`, and its outcomes. */
function play(stream: PassThrough) {
  const outcomes: unknown[] = [];
  const app = express().disable('etag');
  app.use(async (_req, res) => {
    const options = { contentType: 'audio/mpeg', downloadName: 'a.mp3' };
    await sendGrowingMedia(res, { etag: 'v1', stream }, options).then(
      () => outcomes.push('sent'),
      (error) => {
        outcomes.push(error);
        res.destroy();
      },
    );
  });
  return { app, outcomes };
}

test('sends available audio at once, in chunks, and ends when the conversion is complete', async () => {
  const stream = new PassThrough();
  const { app, outcomes } = play(stream);
  await served(app, async (port) => {
    const socket = await connected(port, GET);
    stream.write('01234');
    let text = '';
    while (!text.includes('01234')) {
      text += await new Promise<string>((resolve) => socket.once('data', (d) => resolve(`${d}`)));
    }
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(text).toMatch(/\r\nTransfer-Encoding: chunked\r\n/);
    expect(text).toMatch(/\r\nETag: "v1"\r\n/);
    expect(text).toMatch(/\r\nAccept-Ranges: bytes\r\n/);
    expect(text).toMatch(/\r\nContent-Disposition: attachment; filename="a.mp3"/);
    expect(text).not.toMatch(/Content-Length/i);
    stream.end('56789');
    expect(await received(socket)).toMatch(/56789\r\n0\r\n\r\n$/);
  });
  expect(outcomes).toEqual(['sent']);
});

test('breaks the connection when the conversion fails', async () => {
  const stream = new PassThrough();
  const { app, outcomes } = play(stream);
  await served(app, async (port) => {
    const socket = await connected(port, GET);
    stream.write('01234');
    await new Promise((resolve) => socket.once('data', resolve));
    stream.destroy(new Error('disk'));
    expect(await received(socket)).not.toMatch(/\r\n0\r\n\r\n$/);
  });
  expect(outcomes).toEqual([expect.objectContaining({ message: 'the media broke off' })]);
});

test('destroys the source when the client disconnects', async () => {
  const stream = new PassThrough();
  const { app, outcomes } = play(stream);
  await served(app, async (port) => {
    const socket = await connected(port, GET);
    stream.write('01234');
    await new Promise((resolve) => socket.once('data', resolve));
    const closed = new Promise((resolve) => stream.once('close', resolve));
    socket.destroy();
    await closed;
  });
  expect(stream.destroyed).toBe(true);
  expect(outcomes).toEqual(['sent']);
});

test.each([
  [{}, true],
  [{ accept: '*/*' }, true],
  [{ range: 'bytes=0-' }, false],
  [{ 'if-none-match': '"v1"' }, false],
  [{ 'if-modified-since': 'Fri, 02 Jan 2026 03:04:05 GMT' }, false],
])('headers %j: %p', (headers, takes) => {
  const req = { method: 'GET', headers } as unknown as express.Request;
  expect(acceptsGrowingMedia(req)).toBe(takes);
  expect(acceptsGrowingMedia({ ...req, method: 'HEAD', headers } as express.Request)).toBe(false);
});
