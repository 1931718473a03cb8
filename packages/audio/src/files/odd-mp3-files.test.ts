import { describe, expect, test } from 'vitest';
import { Mp3Encoder } from '../mp3/mp3-encoder.ts';
import { decodeFile as read } from '../testing/decode-file.ts';
import { tone } from '../testing/signals.ts';
import { chunk, fmt, riff } from '../testing/wav-files.ts';

const LIST = chunk('LIST', 'INFOISFT\x05\0\0\0Lavf\0\0');

describe('an MP3 is read to the sample', () => {
  const picture = Buffer.alloc(700_000, Buffer.from([0xff, 0xfb, 0x90, 0x40, 0x11, 0x49, 0x44]));

  /** An ID3v2 tag with a picture. */
  function id3(version: number, body = picture): Buffer {
    const head = Buffer.from([0x49, 0x44, 0x33, version, 0, 0, 0, 0, 0, 0]);
    for (let i = 0; i < 4; i += 1) head[9 - i] = (body.length >> (7 * i)) & 0x7f;
    return Buffer.concat([head, body]);
  }
  function ape(body = picture): Buffer {
    const head = Buffer.alloc(32);
    head.write('APETAGEX', 'latin1');
    head.writeUInt32LE(2000, 8);
    head.writeUInt32LE(body.length, 12);
    head.writeUInt32LE(0xa0000000, 20);
    return Buffer.concat([head, body]);
  }
  async function mp3Of(samples: number): Promise<Buffer> {
    const encoder = await Mp3Encoder.open({ sampleRateHz: 8000, channels: 1, samples });
    return Buffer.concat([encoder.encode(tone(440, 8000, samples)), encoder.finish()]);
  }
  const id3v1 = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125, 'x')]);

  test.each<[string, (mp3: Buffer) => Buffer]>([
    ['with a tag that holds a big picture', (mp3) => Buffer.concat([id3(3), mp3])],
    ['with several tags of big pictures', (mp3) => Buffer.concat([id3(4), id3(3), id3(2), mp3])],
    ['with tags of several kinds', (mp3) => Buffer.concat([ape(), id3(3), mp3, ape(), id3v1])],
    ['with a padded tag', (mp3) => Buffer.concat([id3(3), Buffer.alloc(20_000), id3(4), mp3])],
    ['with tags behind', (mp3) => Buffer.concat([mp3, id3(4), id3v1])],
    [
      'with a tag between its frames',
      (mp3) => Buffer.concat([mp3.subarray(0, 1440), id3(4), mp3.subarray(1440)]),
    ],
    ['in a WAV', (mp3) => riff(LIST, fmt({ tag: 0x55, bits: 0 }), chunk('data', mp3), LIST)],
  ])('%s', async (_, made) => {
    const mp3 = await mp3Of(40_000);
    const plain = await read(mp3);
    expect(plain).toHaveLength(40_000);
    expect(await read(made(mp3))).toEqual(plain);
  });

  test.each([226, 227, 228, 229, 230])(
    'with a tag behind %d frames, of which the last batch may hold one',
    async (frames) => {
      const mp3 = await mp3Of(frames * 576);
      expect(await read(Buffer.concat([mp3, id3v1]))).toHaveLength(frames * 576);
    },
  );
});
