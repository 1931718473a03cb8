import type { RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import express from 'express';
import { expect, test } from 'vitest';
import { inject } from './inject.ts';

const send = (handler: RequestListener, body = '') =>
  inject(handler, { method: 'POST', url: '/a?b=c', headers: { host: 'h' }, body }, () => {});

test('passes method, URL, headers and body on, and gives the response back', async () => {
  const handler: RequestListener = async (req, res) => {
    const { method, url, headers } = req;
    res.writeHead(201, { 'Content-Type': 'application/json' });
    res.end(JSON.stringify({ method, url, headers, body: await text(req) }));
  };
  const { status, body } = await send(handler, 'né');
  expect(status).toBe(201);
  expect(JSON.parse(body ?? '')).toEqual({
    method: 'POST',
    url: '/a?b=c',
    headers: { host: 'h', 'content-length': '3' },
    body: 'né',
  });
});

test('a body that is written bit by bit arrives as a whole', async () => {
  const app = express().post('/a', async (_req, res) => {
    res.type('json');
    for (let n = 0; n < 1000; n += 1) {
      if (!res.write(`${'x'.repeat(1000)}\n`)) await new Promise((go) => res.once('drain', go));
    }
    res.end();
  });
  expect((await send(app)).body).toHaveLength(1_001_000);
});

test('a body of another type is not read: the handler sees the client go', async () => {
  let aborted: Promise<boolean> | undefined;
  const { status, body } = await send((_req, res) => {
    aborted = new Promise((resolve) => res.once('close', () => resolve(!res.writableFinished)));
    res.setHeader('Content-Type', 'audio/wav');
    res.write(Buffer.alloc(1_000_000));
  });
  expect([status, body]).toEqual([200, undefined]);
  expect(await aborted).toBe(true);
});

test('a response without a body is one', async () => {
  expect(await send((_req, res) => res.writeHead(204).end())).toEqual({ status: 204, body: '' });
});

test('a response that is broken off is an error', async () => {
  const broken = send((_req, res) => {
    res.setHeader('Content-Type', 'application/json');
    res.write('[1,');
    res.destroy();
  });
  await expect(broken).rejects.toThrow('The response was broken off');
});

test('the response is closed for whoever watches it', async () => {
  const closed: boolean[] = [];
  await send((_req, res) => {
    res.once('close', () => closed.push(res.writableEnded));
    res.end('{}');
  });
  expect(closed).toEqual([true]);
});
