import { createHash } from 'node:crypto';
import type { Rendition } from '@tricord/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Harness, startHarness } from '../testing/harness.ts';

/** docs/contracts/ari.md#recordings: the file; formats in docs/contracts/ari.md#record */
let ari: Harness;
beforeEach(async () => {
  ari = await startHarness();
});
afterEach(() => ari.close());

const FILE = '/ari/recordings/stored/greeting/file';

/** What the core was asked to serve, in the order of the requests. */
function watchRenditions(): Rendition[] {
  const asked: Rendition[] = [];
  const { renditions } = ari.core;
  const open = renditions.open.bind(renditions);
  renditions.open = (recording, rendition) => {
    asked.push(rendition);
    return open(recording, rendition);
  };
  return asked;
}

describe('GET /recordings/stored/{recordingName}/file', () => {
  test('200 with the bytes, their length and type', async () => {
    const { media } = await ari.store('greeting', 'wav', 1000);
    const response = await ari.pbx.get(FILE).buffer(true).expect(200);
    expect(response.headers).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': String(media?.bytes),
    });
    expect(response.body).toHaveLength(44 + 16_000);
    expect(response.body.subarray(0, 4).toString()).toBe('RIFF');
  });

  const cases: [string, Rendition][] = [
    ['wav', { container: 'wav', encoding: 'pcm16', sampleRateHz: 8000, channels: 1 }],
    ['wav16', { container: 'wav', encoding: 'pcm16', sampleRateHz: 16_000, channels: 1 }],
    ['sln', { container: 'raw', encoding: 'pcm16', sampleRateHz: 8000, channels: 1 }],
    ['slin', { container: 'raw', encoding: 'pcm16', sampleRateHz: 8000, channels: 1 }],
    ['sln44', { container: 'raw', encoding: 'pcm16', sampleRateHz: 44_100, channels: 1 }],
    ['sln48', { container: 'raw', encoding: 'pcm16', sampleRateHz: 48_000, channels: 1 }],
    ['pcm', { container: 'raw', encoding: 'ulaw', sampleRateHz: 8000, channels: 1 }],
    ['al', { container: 'raw', encoding: 'alaw', sampleRateHz: 8000, channels: 1 }],
    ['g722', { container: 'raw', encoding: 'g722', sampleRateHz: 16_000, channels: 1 }],
  ];
  test.each(cases)('serves format %s as audio/%s in that form', async (format, rendition) => {
    await ari.store('greeting', format);
    const asked = watchRenditions();
    const response = await ari.pbx.get(FILE).expect(200);
    expect(response.headers['content-type']).toBe(`audio/${format}`);
    expect(asked).toEqual([rendition]);
  });

  test('serves a recording of another dialect as recorded, as WAV', async () => {
    await ari.store('greeting');
    const asked = watchRenditions();
    const response = await ari.pbx.get(FILE).expect(200);
    expect(response.headers['content-type']).toBe('audio/wav');
    expect(asked).toEqual([{ container: 'wav', encoding: 'pcm16' }]);
  });

  test('is an MP3 only if explicitly requested (extension)', async () => {
    await ari.store('greeting');
    const typeFor = async (accept: string) =>
      (await ari.pbx.get(FILE).set('Accept', accept).expect(200)).headers['content-type'];
    expect(await typeFor('audio/mpeg')).toBe('audio/mpeg');
    expect(await typeFor('audio/mpeg, */*;q=0.1')).toBe('audio/mpeg');
    for (const accept of ['*/*', 'audio/*', 'audio/wav, audio/mpeg;q=0.5', 'text/html']) {
      expect(await typeFor(accept)).toBe('audio/wav');
    }
  });

  test('is as recorded if audio/wav is requested (extension)', async () => {
    const { media } = await ari.store('greeting', 'ulaw');
    const asked = watchRenditions();
    const response = await ari.pbx.get(FILE).set('Accept', 'audio/wav').buffer(true).expect(200);
    expect(response.headers['content-type']).toBe('audio/wav');
    expect(createHash('sha256').update(response.body).digest('hex')).toBe(media?.sha256);
    expect(asked).toEqual([{ container: 'wav', encoding: 'pcm16' }]);
    for (const accept of ['*/*', 'audio/ulaw, audio/wav', 'audio/*']) {
      const { headers } = await ari.pbx.get(FILE).set('Accept', accept).expect(200);
      expect(headers['content-type']).toBe('audio/ulaw');
    }
  });

  test('206 and 416 for ranges, 304 for a current copy (extension)', async () => {
    await ari.store('greeting');
    const part = await ari.pbx.get(FILE).set('Range', 'bytes=0-3').buffer(true).expect(206);
    expect(part.body.toString()).toBe('RIFF');
    expect(part.headers['content-range']).toBe('bytes 0-3/32044');
    await ari.pbx.get(FILE).set('Range', 'bytes=99999-').expect(416);
    await ari.pbx
      .get(FILE)
      .set('If-None-Match', part.headers.etag ?? '')
      .expect(304);
  });

  test('404 for an unknown and for a live recording', async () => {
    await ari.record('greeting');
    const response = await ari.pbx.get(FILE).expect(404);
    expect(response.body).toEqual({ message: 'Recording not found' });
    await ari.pbx.get('/ari/recordings/stored/nobody/file').expect(404);
  });

  test.each(['missing', 'truncated'] as const)('403 when the file is %s', async (damage) => {
    const { id } = await ari.store('greeting');
    ari.core.media.damage(id, damage);
    const response = await ari.pbx.get(FILE).expect(403);
    expect(response.body).toEqual({ message: 'Recording could not be opened' });
    expect(response.headers['content-type']).toBe('application/json');
  });
});
