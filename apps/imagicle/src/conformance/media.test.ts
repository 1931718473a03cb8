import type { Rendition } from '@tricord/core';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import {
  ACME,
  BASE,
  BOSS,
  createHarness,
  type Harness,
  recordCall,
  storeRecording,
} from '../testing/harness.ts';

// docs/contracts/imagicle.md#endpoints, GET Recordings/{id}/Media.

function get({ app }: Harness, id: string, headers: Record<string, string> = {}) {
  return request(app)
    .get(`${BASE}/Recordings/${id}/Media`)
    .auth(...BOSS)
    .set(headers)
    .responseType('blob');
}

/** A finished recording, and what form of it was asked for last. */
async function stored() {
  const harness = createHarness();
  const { id } = await storeRecording(harness.core);
  const { renditions } = harness.core;
  const open = renditions.open.bind(renditions);
  const asked: Rendition[] = [];
  renditions.open = (recording, rendition) => {
    asked.push(rendition);
    return open(recording, rendition);
  };
  return { harness, id, asked };
}

describe('200', () => {
  test.each([
    ['no Accept', {}],
    ['*/*', { Accept: '*/*' }],
    ['audio/*', { Accept: 'audio/*' }],
    ['audio/mpeg', { Accept: 'audio/mpeg' }],
    ['both', { Accept: 'audio/mpeg, audio/wav' }],
    ['something else', { Accept: 'application/json' }],
    ['not WAV', { Accept: 'audio/wav;q=0, */*' }],
    ['malformed', { Accept: ';;;' }],
  ])('audio/mpeg for %s', async (_title, headers) => {
    const { harness, id, asked } = await stored();
    const response = await get(harness, id, headers);
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('audio/mpeg');
    expect(response.headers['content-disposition']).toContain(`${id}.mp3`);
    expect(response.headers.vary).toBe('Accept');
    expect(asked.map(({ container }) => container)).toEqual(['mp3']);
  });

  test.each(['audio/wav', 'audio/x-wav', 'AUDIO/WAV', 'audio/wav, */*;q=0.1', 'audio/wav, */*'])(
    'our extension: the WAV as recorded for %s',
    async (accept) => {
      const { harness, id, asked } = await stored();
      const response = await get(harness, id, { Accept: accept });
      expect(response.status).toBe(200);
      expect(response.headers['content-type']).toBe('audio/wav');
      expect(response.headers['content-disposition']).toContain(`${id}.wav`);
      expect(asked).toEqual([{ container: 'wav', encoding: 'pcm16' }]);
      const recording = await harness.core.catalog.recordings.get(ACME, id);
      expect(response.body).toHaveLength(recording?.media?.bytes ?? -1);
    },
  );

  test('HEAD, ranges and conditions (RFC 9110)', async () => {
    const { harness, id } = await stored();
    const head = await request(harness.app)
      .head(`${BASE}/Recordings/${id}/Media`)
      .auth(...BOSS);
    expect(head.status).toBe(200);
    expect(head.headers['content-type']).toBe('audio/mpeg');
    expect(Number(head.headers['content-length'])).toBeGreaterThan(44);

    const part = await get(harness, id, { Range: 'bytes=0-3', Accept: 'audio/wav' });
    expect(part.status).toBe(206);
    expect(part.body.toString('latin1')).toBe('RIFF');

    const same = await get(harness, id, { 'If-None-Match': `${head.headers.etag}` });
    expect(same.status).toBe(304);

    const beyond = await get(harness, id, { Range: 'bytes=99999999-' });
    expect(beyond.status).toBe(416);
  });
});

test('400 not a GUID', async () => {
  const response = await request(createHarness().app)
    .get(`${BASE}/Recordings/x/Media`)
    .auth(...BOSS);
  expect(response.status).toBe(400);
  expect(response.body).toStrictEqual({ reason: 0 });
});

test('404 unknown, or still live', async () => {
  const harness = createHarness();
  const { recording } = await recordCall(harness.core);
  expect((await get(harness, recording.id)).status).toBe(404);
  expect((await get(harness, '75a90276-e47e-4e9e-b463-e3c743d5ff3a')).status).toBe(404);
});

test.each([
  ['missing', 'audio/mpeg'],
  ['truncated', 'audio/mpeg'],
  ['truncated', 'audio/wav'],
] as const)('500 without a body when the audio is %s, as %s', async (damage, accept) => {
  const { harness, id } = await stored();
  harness.core.media.damage(id, damage);
  const response = await get(harness, id, { Accept: accept });
  expect(response.status).toBe(500);
  expect(response.headers['content-length']).toBe('0');
  expect(harness.logged).toHaveLength(1);
});
