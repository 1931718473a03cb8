import { PassThrough } from 'node:stream';
import { findRecording, type Recording, startRecording, stopRecording } from '@tricord/core';
import { createTestCore, type TestCore } from '@tricord/testkit';
import express, { type Express } from 'express';
import request from 'supertest';
import { beforeEach, expect, test } from 'vitest';
import { sendAudio } from './send-audio.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';

let core: TestCore;
let recording: Recording;
let app: Express;
beforeEach(async () => {
  core = createTestCore();
  const call = await core.liveSession(ACME);
  const target = { sessionId: call.id };
  const { id } = await startRecording(core, { accountId: ACME, target, origin: { via: 'test' } });
  await stopRecording(core, ACME, { id });
  recording = await findRecording(core, ACME, { id });
  app = express().use(async (req, res) => {
    await sendAudio(req, res, { ...core, actor: { via: 'test' } }, recording, {
      rendition: { container: 'mp3', encoding: 'pcm16' },
      contentType: 'audio/mpeg',
    });
  });
});

/** From now on, its audio is being converted; the result is `text`. */
function making(text: string): void {
  core.renditions.follow = async () => {
    const stream = new PassThrough();
    stream.end(text);
    return { etag: 'v1', stream };
  };
}

const downloads = async () =>
  (await core.catalog.audit.list({ accountId: ACME, action: 'recording.download', limit: 9 })).items
    .length;

test('sends available audio with its length', async () => {
  const { status, headers } = await request(app).get('/');
  expect(status).toBe(200);
  expect(Number(headers['content-length'])).toBeGreaterThan(0);
  expect(await downloads()).toBe(1);
});

test('streams audio while it is converted', async () => {
  making('0123456789');
  const { headers, body } = await request(app).get('/').buffer(true);
  expect(String(body)).toBe('0123456789');
  expect(headers).toMatchObject({ 'transfer-encoding': 'chunked', etag: '"v1"' });
  expect(await downloads()).toBe(1);
});

test.each([
  ['range', 'bytes=0-3', 206],
  ['if-none-match', '"other"', 200],
])('waits for the whole audio if %s needs its length', async (name, value, status) => {
  making('a part');
  const response = await request(app).get('/').set(name, value);
  expect(response.status).toBe(status);
  expect(response.headers).toHaveProperty('content-length');
});

test('does not log HEAD as a download, as it sends no audio', async () => {
  making('a part');
  const { headers } = await request(app).head('/');
  expect(headers).toHaveProperty('content-length');
  expect(await downloads()).toBe(0);
});
