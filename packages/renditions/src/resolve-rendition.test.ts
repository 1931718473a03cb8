import { AS_RECORDED, type CapturedMedia, isTricordError, type Rendition } from '@tricord/core';
import { describe, expect, test } from 'vitest';
import { isAsRecorded, renditionName, resolveRendition } from './resolve-rendition.ts';

const MONO: CapturedMedia = {
  durationMs: 1000,
  sampleRateHz: 8000,
  channels: 1,
  bytes: 16_044,
  sha256: 'ab'.repeat(32),
  gaps: [],
};
const STEREO: CapturedMedia = { ...MONO, channels: 2 };
const WIDE: CapturedMedia = { ...MONO, sampleRateHz: 96_000 };

const PCM = { container: 'wav', encoding: 'pcm16' } as const;
const MP3 = { container: 'mp3', encoding: 'pcm16' } as const;

describe('resolveRendition', () => {
  test.each<[string, CapturedMedia, Rendition, string]>([
    ['open parameters', STEREO, { ...PCM, encoding: 'ulaw' }, 'v1.8000.2.ulaw.wav'],
    ['raw audio', MONO, { ...PCM, container: 'raw', sampleRateHz: 16_000 }, 'v1.16000.1.pcm16.raw'],
    ['one channel of two', STEREO, { ...PCM, channels: 1 }, 'v1.8000.1.pcm16.wav'],
    ['MP3, whatever its encoding', MONO, { ...MP3, encoding: 'alaw' }, 'v1.8000.1.mp3'],
    ['MP3 at a rate that it has', WIDE, MP3, 'v1.48000.1.mp3'],
  ])('settles %s', (_, media, rendition, variant) => {
    expect(renditionName(resolveRendition(media, rendition))).toBe(variant);
  });

  test('recognizes the stored audio, even if all parameters are given', () => {
    const recorded = (media: CapturedMedia, rendition: Rendition) =>
      isAsRecorded(resolveRendition(media, rendition), media);
    expect(recorded(STEREO, AS_RECORDED)).toBe(true);
    expect(recorded(MONO, { ...PCM, sampleRateHz: 8000, channels: 1 })).toBe(true);
    expect(recorded(STEREO, { ...PCM, channels: 1 })).toBe(false);
    expect(recorded(MONO, { ...PCM, container: 'raw' })).toBe(false);
    expect(recorded(MONO, { ...PCM, encoding: 'alaw' })).toBe(false);
    expect(recorded(MONO, { ...PCM, sampleRateHz: 16_000 })).toBe(false);
  });

  test.each<[CapturedMedia, Rendition, string]>([
    [MONO, { ...PCM, channels: 2 }, 'channels'],
    [MONO, { ...MP3, channels: 2 }, 'channels'],
    [MONO, { ...PCM, sampleRateHz: 8001 }, 'sampleRateHz'],
    [MONO, { ...PCM, sampleRateHz: Number.NaN }, 'sampleRateHz'],
    [{ ...MONO, sampleRateHz: 8001 }, { ...PCM, sampleRateHz: 8000 }, 'sampleRateHz'],
  ])('rejects impossible renditions: %#', (media, rendition, parameter) => {
    let thrown: unknown;
    try {
      resolveRendition(media, rendition);
    } catch (error) {
      thrown = error;
    }
    expect(isTricordError(thrown, 'invalid-argument')).toBe(true);
    expect(thrown).toMatchObject({ details: { parameter } });
  });
});
