import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import {
  ACME,
  type NativeFixture,
  nativeFixture,
  recordingFor10s,
} from '../testing/native-fixture.ts';

async function finished(fixture: NativeFixture, start: object = {}): Promise<string> {
  const { id } = await recordingFor10s(fixture, start);
  await fixture.request('post', `/recordings/${id}/stop`);
  return `/recordings/${id}/media`;
}

test.each([
  ['', 'audio/wav'],
  ['.wav', 'audio/wav'],
  ['.mp3', 'audio/mpeg'],
])('GET media%s: %s with validators', async (ending, type) => {
  const fixture = nativeFixture();
  const path = await finished(fixture);
  const response = await fixture.request('get', path + ending).buffer(true);
  expect(response.status).toBe(200);
  expect(response.type).toBe(type);
  expect(response.headers).toMatchObject({
    'content-length': '160044',
    'accept-ranges': 'bytes',
    etag: expect.stringMatching(/^"[0-9a-f]{64}\.(wav|mp3)"$/),
  });
  expect(response.headers['content-disposition']).toBeUndefined();
  const head = await fixture.request('head', path + ending);
  expect([head.status, head.headers['content-length']]).toEqual([200, '160044']);
});

test('supports ranges and conditional requests (RFC 9110, 13 and 14)', async () => {
  const fixture = nativeFixture();
  const path = await finished(fixture);
  const part = await fixture.request('get', `${path}.wav`).set('Range', 'bytes=0-3').buffer(true);
  expect([part.status, part.headers['content-range']]).toEqual([206, 'bytes 0-3/160044']);
  expect(part.body.toString('latin1')).toBe('RIFF');
  const beyond = await fixture.request('get', `${path}.wav`).set('Range', 'bytes=160044-');
  expect(beyond.status).toBe(416);
  const known = await fixture
    .request('get', `${path}.wav`)
    .set('If-None-Match', String(part.headers.etag));
  expect(known.status).toBe(304);
});

test('download=true makes it a file with the recording’s name', async () => {
  const fixture = nativeFixture();
  const path = await finished(fixture, { name: 'call' });
  const response = await fixture.request('get', `${path}.mp3?download=true`);
  expect(response.headers['content-disposition']).toMatch(/attachment; filename="call\.mp3"/);
});

test('an MP3 that is not ready is streamed during its conversion', async () => {
  const fixture = nativeFixture();
  const path = await finished(fixture);
  const { renditions } = fixture.core;
  const follow = renditions.follow.bind(renditions);
  renditions.follow = async () => ({ etag: 'v1', stream: Readable.from(['in the', ' making']) });
  const response = await fixture.request('get', `${path}.mp3`).buffer(true);
  renditions.follow = follow;
  expect(response.headers).toMatchObject({ 'transfer-encoding': 'chunked', etag: '"v1"' });
  expect(String(response.body)).toBe('in the making');
});

test('409 while the call is live; 400 for two channels of a mono recording; 500 if the store has lost it', async () => {
  const fixture = nativeFixture();
  const { id } = await recordingFor10s(fixture);
  const code = async (query = '') => {
    const response = await fixture.request('get', `/recordings/${id}/media.wav${query}`);
    return [response.status, response.body.code];
  };
  expect(await code()).toEqual([409, 'media-not-ready']);
  await fixture.request('post', `/recordings/${id}/stop`);
  expect(await code('?channels=2')).toEqual([400, 'invalid-argument']);
  expect(await code('?sampleRateHz=8001')).toEqual([400, 'invalid-request']);
  await fixture.core.media.delete(id);
  expect(await code()).toEqual([500, 'media-unreadable']);
});

test.each(['truncated', 'changed'] as const)(
  '500 in every format, also for HEAD and ranges, when the audio is known to be %s',
  async (kind) => {
    const fixture = nativeFixture();
    const path = await finished(fixture);
    const id = path.split('/')[2] ?? '';
    const noticedAt = fixture.core.clock.now();
    await fixture.core.catalog.recordings.update(ACME, id, (recording) => ({
      ...recording,
      damage: { kind, noticedAt },
    }));
    if (kind === 'truncated') fixture.core.media.damage(id, kind);
    for (const ending of ['', '.wav', '.mp3']) {
      const response = await fixture.request('get', path + ending).set('Range', 'bytes=0-3');
      expect([response.status, response.body]).toMatchObject([
        500,
        { code: 'media-unreadable', damage: kind },
      ]);
      expect((await fixture.request('head', path + ending)).status).toBe(500);
    }
    const { body } = await fixture.request('get', `/recordings/${id}`);
    expect(body.damage).toEqual({ kind, noticedAt: new Date(noticedAt).toISOString() });
  },
);
