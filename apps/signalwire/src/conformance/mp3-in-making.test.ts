// docs/contracts/laml.md#media: an MP3 is encoded once; the first request gets it while it is being encoded.
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Recording } from '@tricord/core';
import { IntegrityChecker, MediaRenditions } from '@tricord/renditions';
import { createTestCore } from '@tricord/testkit';
import request from 'supertest';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ACME, BASE, createHarness, type Harness, storeRecording } from '../testing/harness.ts';

const FIRST = Buffer.alloc(1000, 1);
const SECOND = Buffer.alloc(2000, 2);
const WHOLE = Buffer.concat([FIRST, SECOND]);

let harness: Harness;
let server: Server;
let recording: Recording;
/** Lets the encoder go on after the first of it, or fail. */
let goOn: (failure?: Error) => void;
let conversions: number;

beforeEach(async () => {
  conversions = 0;
  const going = new Promise<Error | undefined>((resolve) => {
    goOn = resolve;
  });
  async function* convert(): AsyncGenerator<Uint8Array> {
    conversions += 1;
    yield FIRST;
    const failure = await going;
    if (failure !== undefined) throw failure;
    yield SECOND;
  }
  const core = createTestCore();
  const { media, clock } = core;
  const { recordings } = core.catalog;
  const renditions = await MediaRenditions.open({
    media,
    integrity: new IntegrityChecker({ media, recordings, clock }),
    cacheBytes: 1_000_000,
    mp3: { convert },
  });
  harness = createHarness({ core: { ...core, renditions } });
  recording = await storeRecording(harness.core);
  server = createServer(harness.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  goOn();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function getMp3(query = ''): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    get(`http://127.0.0.1:${port}${BASE}/Recordings/${recording.id}.mp3${query}`, resolve).on(
      'error',
      reject,
    );
  });
}

async function restOf(response: IncomingMessage): Promise<Buffer> {
  return Buffer.concat(await response.toArray());
}

test('an MP3 that is being converted is sent in chunks while other requests are served', async () => {
  const response = await getMp3('?Download=true');
  expect(response.statusCode).toBe(200);
  expect(response.headers).toMatchObject({
    'content-type': 'audio/mpeg',
    'transfer-encoding': 'chunked',
    'content-disposition': `attachment; filename="2026-01-02_03-04-05_${recording.id}.mp3"`,
  });
  expect(response.headers).not.toHaveProperty('content-length');
  const first = await new Promise<Buffer>((resolve) => response.once('data', resolve));
  expect(first).toEqual(FIRST);

  const { app } = harness;
  const json = await request(app)
    .get(`${BASE}/Recordings/${recording.id}.json`)
    .auth(ACME.sid, ACME.token);
  expect(json.status).toBe(200);
  expect((await request(app).get(`${BASE}/Recordings/${recording.id}.wav`)).status).toBe(200);

  goOn();
  expect(await restOf(response)).toEqual(SECOND);
});

test('an MP3 is converted once, then served with its length, ranges and conditions', async () => {
  const both = await Promise.all([getMp3(), getMp3()]);
  goOn();
  expect(await Promise.all(both.map(restOf))).toEqual([WHOLE, WHOLE]);
  const { etag } = both[0].headers;
  const again = await getMp3();
  expect(again.headers).toMatchObject({ etag, 'content-length': '3000' });
  expect(await restOf(again)).toEqual(WHOLE);
  const url = `${BASE}/Recordings/${recording.id}.mp3`;
  const range = await request(harness.app).get(url).set('Range', 'bytes=999-1000').buffer(true);
  expect([range.status, [...range.body]]).toEqual([206, [1, 2]]);
  const current = await request(harness.app).get(url).set('If-None-Match', String(etag));
  expect(current.status).toBe(304);
  expect(conversions).toBe(1);
});

test('HEAD and ranges of an MP3 wait until its length is known', async () => {
  const url = `${BASE}/Recordings/${recording.id}.mp3`;
  const streaming = await getMp3();
  goOn();
  const head = await request(harness.app).head(url);
  expect([head.status, head.headers['content-length']]).toEqual([200, '3000']);
  const range = await request(harness.app).get(url).set('Range', 'bytes=-1').buffer(true);
  expect([range.status, [...range.body]]).toEqual([206, [2]]);
  expect(await restOf(streaming)).toEqual(WHOLE);
  expect(conversions).toBe(1);
});

test('a client cannot mistake partial audio for complete audio', async () => {
  const response = await getMp3();
  goOn(new Error('the disk is full'));
  await expect(restOf(response)).rejects.toThrow('aborted');
  expect(harness.logged.join()).toContain('the media broke off');
});
