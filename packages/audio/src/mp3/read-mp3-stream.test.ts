import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deinterleave, interleave } from '../pcm.ts';
import { decodeMp3 } from '../testing/decode-mp3.ts';
import { amplitudeAt, decibels, inPieces, tone } from '../testing/signals.ts';
import { Mp3Encoder } from './mp3-encoder.ts';
import { Mp3Error } from './mp3-error.ts';
import { MP3_SAMPLE_RATES_HZ } from './mp3-format.ts';
import { mp3FrameAt } from './mp3-frame.ts';
import { readMp3Stream } from './read-mp3-stream.ts';
import { tagBytes } from './tag-bytes.ts';

async function mp3Of(
  sampleRateHz: number,
  channels: 1 | 2,
  samples = sampleRateHz,
): Promise<Buffer> {
  const encoder = await Mp3Encoder.open({ sampleRateHz, channels, samples });
  const left = tone(440, sampleRateHz, samples);
  const right = tone(1000, sampleRateHz, samples);
  const sound = channels === 1 ? left : interleave(left, right);
  return Buffer.concat([encoder.encode(sound), encoder.finish()]);
}

async function read(bytes: Uint8Array, size = 5000) {
  const { sampleRateHz, channels, samples } = await readMp3Stream(inPieces(bytes, size));
  const parts: Int16Array[] = [];
  for await (const part of samples) parts.push(part);
  const all = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return { sampleRateHz, channels, tracks: deinterleave(all, channels) };
}

/** An ID3v2.4 tag with this many bytes that look like frames. */
function id3(size: number): Buffer {
  const head = Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, size >> 7, size & 0x7f]);
  return Buffer.concat([head, Buffer.alloc(size, Buffer.from([0xff, 0xfb, 0x90, 0]))]);
}

describe('readMp3Stream', () => {
  test.each(MP3_SAMPLE_RATES_HZ.flatMap((rate) => [1, 2].map((n) => [rate, n as 1 | 2] as const)))(
    'at %d Hz with %d channels: the same duration and audio',
    async (rate, channels) => {
      const mp3 = await mp3Of(rate, channels);
      const whole = await decodeMp3(mp3);
      const found = await read(mp3);
      expect([found.sampleRateHz, found.channels]).toEqual([rate, channels]);
      expect(found.tracks[0]).toHaveLength(whole.channels[0]?.length ?? 0);
      for (const [track, hz] of [440, 1000].slice(0, channels).entries()) {
        const heard = amplitudeAt(found.tracks[track] ?? [], hz, rate);
        expect(Math.abs(decibels(heard, 16_000))).toBeLessThan(1);
      }
    },
  );

  test('in chunks of any size', async () => {
    const mp3 = await mp3Of(8000, 1, 3000);
    const { tracks } = await read(mp3, 100_000);
    for (const size of [1, 3, 417, 4096]) expect((await read(mp3, size)).tracks).toEqual(tracks);
  });

  test('with a tag at the start, junk between frames and a tag at the end', async () => {
    const mp3 = await mp3Of(8000, 1);
    const { tracks } = await read(mp3);
    const tagged = Buffer.concat([id3(2000), mp3, Buffer.from('TAG'), Buffer.alloc(125, 'x')]);
    expect((await read(tagged, 700)).tracks).toEqual(tracks);
    expect((await read(Buffer.concat([Buffer.alloc(500), mp3]))).tracks).toEqual(tracks);
  });

  test('larger than a batch', async () => {
    const mp3 = await mp3Of(8000, 1, 8000 * 60);
    expect(mp3.length).toBeGreaterThan(200_000);
    expect((await read(mp3, 65_536)).tracks[0]).toHaveLength(8000 * 60);
  });

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('ID3 and so on, and on, and on'.repeat(10))],
    ['zeros', Buffer.alloc(1_000_000)],
    ['only sync bits', Buffer.alloc(1_000_000, 0xff)],
    ['a truncated tag', id3(16_000).subarray(0, 9000)],
  ])('Mp3Error: %s', async (_, bytes) => {
    await expect(read(bytes)).rejects.toThrow(Mp3Error);
  });

  test('Mp3Error when the rate changes', async () => {
    const both = Buffer.concat([await mp3Of(8000, 1), await mp3Of(16_000, 1)]);
    await expect(read(both)).rejects.toThrow(Mp3Error);
  });

  test('the source is closed in any case', async () => {
    let closed = 0;
    async function* source(bytes: Uint8Array) {
      try {
        yield* inPieces(bytes, 1000);
      } finally {
        closed += 1;
      }
    }
    await expect(readMp3Stream(source(Buffer.alloc(1_000_000)))).rejects.toThrow(Mp3Error);
    expect(closed).toBe(1);
    const { samples } = await readMp3Stream(source(await mp3Of(8000, 1, 80_000)));
    for await (const _ of samples) break;
    expect(closed).toBe(2);
  });

  test('damaged files end, whatever is damaged', async () => {
    const mp3 = await mp3Of(8000, 1, 4000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(mp3.length - 1), fc.nat(255)), { minLength: 1, maxLength: 30 }),
        async (changes) => {
          const damaged = Buffer.from(mp3);
          for (const [at, byte] of changes) damaged[at] = byte;
          const tracks = await read(damaged).then(
            (found) => found.tracks,
            (error: unknown) => {
              expect(error).toBeInstanceOf(Mp3Error);
              return [];
            },
          );
          expect(tracks[0]?.length ?? 0).toBeLessThan(20_000);
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });
});

describe('a frame', () => {
  test.each([
    // MPEG 1 of 128 kbit/s at 44.1 kHz, joint stereo, without and with padding.
    [[0xff, 0xfb, 0x90, 0x40], { bytes: 417, samples: 1152, sampleRateHz: 44_100, channels: 2 }],
    [[0xff, 0xfb, 0x92, 0xc0], { bytes: 418, samples: 1152, sampleRateHz: 44_100, channels: 1 }],
    // MPEG 2.5 of 8 kbit/s at 8 kHz, mono.
    [[0xff, 0xe3, 0x18, 0xc0], { bytes: 72, samples: 576, sampleRateHz: 8000, channels: 1 }],
  ])('%j', (bytes, frame) => {
    expect(mp3FrameAt(Uint8Array.from(bytes), 0)).toEqual(frame);
  });

  test.each([
    ['free bit rate', [0xff, 0xfb, 0x00, 0x40]],
    ['bad bit rate', [0xff, 0xfb, 0xf0, 0x40]],
    ['reserved sample rate', [0xff, 0xfb, 0x9c, 0x40]],
    ['reserved version', [0xff, 0xeb, 0x90, 0x40]],
    ['layer II', [0xff, 0xfd, 0x90, 0x40]],
    ['cut', [0xff, 0xfb, 0x90]],
  ])('none: %s', (_, bytes) => {
    expect(mp3FrameAt(Uint8Array.from(bytes), 0)).toBeUndefined();
  });

  test('the length of a tag', () => {
    expect(tagBytes(id3(2000), 0)).toBe(2010);
    expect(tagBytes(Buffer.from('ID3'), 0)).toBe(0);
    expect(tagBytes(Buffer.from('RIFF and more'), 0)).toBe(0);
  });
});
