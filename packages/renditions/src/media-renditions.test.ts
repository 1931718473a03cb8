import { createHash } from 'node:crypto';
import { readWav } from '@tricord/audio';
import {
  AS_RECORDED,
  type CapturedMedia,
  type MediaHandle,
  type Recording,
  type Rendition,
} from '@tricord/core';
import { correlate, frequencyOf, MemoryCatalog, MemoryMediaStore, tone } from '@tricord/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ConversionPool } from './conversion/conversion-pool.ts';
import type { IntegrityChecker } from './integrity/integrity-checker.ts';
import { MediaRenditions } from './media-renditions.ts';
import { doneRecording } from './testing/done-recording.ts';
import { testIntegrity } from './testing/test-integrity.ts';
import { WatchedPool } from './testing/watched-pool.ts';

const ULAW: Rendition = { container: 'wav', encoding: 'ulaw' };
const MP3: Rendition = { container: 'mp3', encoding: 'pcm16' };
const LOCAL = tone({ frequencyHz: 440, durationMs: 3000, amplitude: 0.3 });
const REMOTE = tone({ frequencyHz: 1000, durationMs: 3000, amplitude: 0.3 });

async function bytesOf(handle: MediaHandle, range?: { start: number; end: number }) {
  const bytes = Buffer.concat(await (await handle.read(range)).toArray());
  if (range === undefined) expect(bytes).toHaveLength(handle.bytes);
  return bytes;
}

let pool: ConversionPool;
let media: MemoryMediaStore;
let mp3: WatchedPool;
let integrity: IntegrityChecker;
let renditions: MediaRenditions;
let mono: Recording;
let stereo: Recording;

const reopen = () => MediaRenditions.open({ media, mp3, integrity, cacheBytes: 1024 * 1024 });
const formOf = async (recording: Recording, rendition: Rendition) =>
  bytesOf(await renditions.open(recording, rendition));

/** The recording if the recorder had stored this text. */
function notAudio(recording: Recording, text: string): Recording {
  const stored = media.put(recording.id, Buffer.from(text));
  return { ...recording, media: { ...(recording.media as CapturedMedia), ...stored } };
}

beforeAll(async () => {
  pool = await ConversionPool.open({ threads: 1 });
});
afterAll(() => pool.close());
beforeEach(async () => {
  media = new MemoryMediaStore();
  mp3 = new WatchedPool(pool);
  const { recordings } = new MemoryCatalog();
  ({ integrity } = testIntegrity(media, recordings));
  renditions = await reopen();
  mono = doneRecording(media, 1, [LOCAL]);
  stereo = doneRecording(media, 2, [LOCAL, REMOTE]);
  await recordings.insert(mono);
});

describe('the stored audio', () => {
  test('is served directly from the store', async () => {
    const handle = await renditions.open(mono, AS_RECORDED);
    expect(handle.bytes).toBe(mono.media?.bytes);
    expect(handle.etag).toBe(mono.media?.sha256);
    expect(handle.modifiedAt).toBe(Date.UTC(2026, 0, 2));
    expect(readWav(await bytesOf(handle)).channels).toEqual([LOCAL]);
    expect((await bytesOf(handle, { start: 0, end: 3 })).toString()).toBe('RIFF');
    await renditions.open(stereo, { ...AS_RECORDED, channels: 2, sampleRateHz: 8000 });
    expect(mp3.asked).toHaveLength(0);
  });
});

describe('another rendition', () => {
  test.each([
    ['ulaw', 58],
    ['alaw', 58],
  ] as const)('is WAV of %s', async (encoding, header) => {
    const wav = await formOf(mono, { container: 'wav', encoding });
    expect(wav).toHaveLength(header + LOCAL.length);
    const { format, channels } = readWav(wav);
    expect(format).toEqual({ encoding, channels: 1, sampleRateHz: 8000 });
    const { value } = correlate(channels[0] as Int16Array, LOCAL, { maxLag: 0 });
    expect(value).toBeGreaterThan(0.999);
  });

  test('can be raw audio at another rate', async () => {
    const raw = await formOf(mono, { container: 'raw', encoding: 'pcm16', sampleRateHz: 16_000 });
    expect(raw).toHaveLength(4 * LOCAL.length);
    const samples = new Int16Array(raw.buffer, raw.byteOffset, raw.length / 2);
    expect(frequencyOf(samples, 16_000)).toBeCloseTo(440, 0);
  });

  test('can be raw G.722, half a byte per sample of 16 kHz', async () => {
    const g722 = { container: 'raw', encoding: 'g722', sampleRateHz: 16_000 } as const;
    expect(await formOf(stereo, { ...g722, channels: 1 })).toHaveLength(LOCAL.length);
  });

  test('can have one channel with both parties, or one channel each', async () => {
    const mixed = readWav(await formOf(stereo, { ...AS_RECORDED, channels: 1 })).channels;
    expect(mixed).toEqual([LOCAL.map((sample, i) => sample + (REMOTE[i] ?? 0))]);
    const apart = readWav(await formOf(stereo, { ...ULAW, channels: 2 })).channels;
    expect(apart.map((channel) => Math.round(frequencyOf(channel, 8000)))).toEqual([440, 1000]);
  });

  test('can be MP3, which declares the duration of the recording', async () => {
    for (const [recording, channels] of [
      [mono, 1],
      [stereo, 2],
    ] as const) {
      const bytes = await formOf(recording, MP3);
      expect(bytes.readUInt16BE(0)).toBe(0xffe3);
      expect(bytes.readUInt8(3) >> 6 === 3 ? 1 : 2).toBe(channels);
      const info = bytes.indexOf('Info');
      const cut = bytes.readUIntBE(info + 141, 3);
      const played = bytes.readUInt32BE(info + 8) * 576 - (cut >> 12) - (cut & 0xfff);
      expect(played).toBe(LOCAL.length);
    }
  });

  test('is converted once, cached, and found by a later process', async () => {
    const first = await renditions.open(mono, MP3);
    const bytes = await bytesOf(first);
    expect(await formOf(mono, { ...MP3, encoding: 'ulaw', channels: 1 })).toEqual(bytes);
    await renditions.close();
    renditions = await reopen();
    const later = await renditions.open(mono, MP3);
    expect(await bytesOf(later)).toEqual(bytes);
    expect(later.etag).toBe(first.etag);
    expect(mp3.asked).toHaveLength(1);
  });

  test('is converted once for concurrent requests', async () => {
    const handles = await Promise.all(
      [1, 2, 3, 4].map(() => renditions.open(stereo, { ...MP3, channels: 1 })),
    );
    const digests = await Promise.all(
      handles.map(async (h) =>
        createHash('sha1')
          .update(await bytesOf(h))
          .digest('hex'),
      ),
    );
    expect(new Set(digests).size).toBe(1);
    expect(mp3.asked).toHaveLength(1);
  });

  test('has its own entity tag, which a copy of the recording shares', async () => {
    const tag = async (recording: Recording, rendition: Rendition) =>
      (await renditions.open(recording, rendition)).etag;
    const copy = doneRecording(media, 9, [LOCAL]);
    const asked = [AS_RECORDED, ULAW, MP3, { ...AS_RECORDED, sampleRateHz: 16_000 }];
    const tags = await Promise.all(asked.map((rendition) => tag(mono, rendition)));
    expect(new Set(tags).size).toBe(asked.length);
    expect(await Promise.all(asked.map((rendition) => tag(copy, rendition)))).toEqual(tags);
    expect(await tag(stereo, MP3)).not.toBe(await tag(mono, MP3));
    for (const one of tags) expect(one).toMatch(/^[!#-~]+$/);
  });

  test('serves ranges', async () => {
    const handle = await renditions.open(mono, ULAW);
    const whole = await bytesOf(handle);
    expect(await bytesOf(handle, { start: 50, end: 99 })).toEqual(whole.subarray(50, 100));
  });
});

describe('failures', () => {
  test('audio that does not exist yet', async () => {
    const { media: _none, ...live } = { ...mono, state: 'recording' as const };
    await expect(renditions.open(live, MP3)).rejects.toMatchObject({ code: 'media-not-ready' });
    const finishing = { ...mono, state: 'finishing' as const };
    await expect(renditions.open(finishing, AS_RECORDED)).rejects.toMatchObject({
      code: 'media-not-ready',
    });
  });

  test('a failed recording still serves the audio that was captured', async () => {
    const failed = { ...mono, state: 'failed' as const, cause: 'ENOSPC' };
    expect(await bytesOf(await renditions.open(failed, AS_RECORDED))).toEqual(
      await bytesOf(await renditions.open(mono, AS_RECORDED)),
    );
  });

  test.each([[AS_RECORDED], [MP3], [ULAW]])(
    'audio that the store has lost: %j',
    async (rendition) => {
      await media.delete(mono.id);
      await expect(renditions.open(mono, rendition)).rejects.toMatchObject({
        code: 'media-unreadable',
      });
    },
  );

  test('audio that was lost after it was opened', async () => {
    const recorded = await renditions.open(mono, AS_RECORDED);
    const handle = await renditions.open(mono, ULAW);
    await renditions.forget(mono.id);
    await expect(recorded.read()).rejects.toMatchObject({ code: 'media-unreadable' });
    await expect(handle.read()).rejects.toMatchObject({ code: 'media-unreadable' });
  });

  test('a file that is not audio, of which no rendition is left', async () => {
    const none = notAudio(mono, 'This was a recording once upon a time.');
    await expect(renditions.open(none, MP3)).rejects.toMatchObject({
      code: 'media-unreadable',
      cause: { name: 'WavError' },
    });
    expect(await media.stat(`${mono.id}.v1.8000.1.mp3`)).toBeUndefined();
    const repaired = doneRecording(media, 1, [LOCAL]);
    expect((await formOf(repaired, MP3)).length).toBeGreaterThan(10_000);
  });

  test('two channels of a mono recording', async () => {
    await expect(renditions.open(mono, { ...MP3, channels: 2 })).rejects.toMatchObject({
      code: 'invalid-argument',
      details: { parameter: 'channels' },
    });
  });

  test('a rendition that is requested while the process shuts down', async () => {
    const { begun } = mp3.hold();
    const wanted = expect(renditions.open(mono, MP3)).rejects.toMatchObject({ code: 'internal' });
    await begun;
    await renditions.close();
    await renditions.close();
    await wanted;
    await expect(renditions.open(stereo, MP3)).rejects.toMatchObject({ code: 'internal' });
    expect(readWav(await formOf(mono, AS_RECORDED)).channels).toEqual([LOCAL]);
  });
});

describe('reading during the conversion', () => {
  test('yields the same bytes', async () => {
    const { begun, release } = mp3.hold();
    const following = renditions.follow(mono, MP3);
    await begun;
    release();
    const followed = await following;
    const bytes = Buffer.concat((await followed?.stream.toArray()) ?? []);
    const handle = await renditions.open(mono, MP3);
    expect(bytes).toEqual(await bytesOf(handle));
    expect(followed?.etag).toBe(handle.etag);
    expect(mp3.asked).toHaveLength(1);
    expect(await renditions.follow(mono, MP3)).toBeUndefined();
    expect(await renditions.follow(mono, AS_RECORDED)).toBeUndefined();
  });

  test('continues for the store and for other readers when one leaves', async () => {
    const [left, stays] = await Promise.all([
      renditions.follow(stereo, MP3),
      renditions.follow(stereo, MP3),
    ]);
    left?.stream.destroy();
    const bytes = Buffer.concat((await stays?.stream.toArray()) ?? []);
    expect(bytes).toEqual(await formOf(stereo, MP3));
    expect(mp3.asked).toHaveLength(1);
  });

  test('fails before its first byte as open() does', async () => {
    const none = notAudio(mono, 'not a WAV file');
    await expect(renditions.follow(none, MP3)).rejects.toMatchObject({ code: 'media-unreadable' });
    await expect(renditions.follow({ ...mono, state: 'recording' }, MP3)).rejects.toMatchObject({
      code: 'media-not-ready',
    });
    await expect(renditions.follow(mono, { ...MP3, channels: 2 })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });
});
