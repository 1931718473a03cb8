import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Mp3Error } from '../mp3/mp3-error.ts';
import { pcm16ToBytes } from '../pcm.ts';
import { decodeFile as read } from '../testing/decode-file.ts';
import { tone } from '../testing/signals.ts';
import { chunk, fmt, pcm16Wav, riff } from '../testing/wav-files.ts';
import { AudioFileError } from './audio-file-error.ts';

const SOUND = tone(440, 8000, 2001);
const AUDIO = pcm16ToBytes(SOUND);
const LIST = chunk('LIST', 'INFOISFT\x05\0\0\0Lavf\0\0');
const UNKNOWN = 0xffffffff;

/** The same file with another size of the whole. */
function sized(file: Buffer, size: number, name = 'RIFF'): Buffer {
  const copy = Buffer.from(file);
  copy.write(name, 'latin1');
  copy.writeUInt32LE(size, 4);
  return copy;
}

function ds64(dataBytes: number): Buffer {
  const body = Buffer.alloc(28);
  body.writeBigUInt64LE(BigInt(dataBytes), 8);
  return chunk('ds64', body);
}

describe('a WAV file is read to the sample', () => {
  const plain = riff(fmt(), chunk('data', AUDIO), LIST);
  const longBefore = chunk('id3 ', Buffer.alloc(3 << 20));
  const float = Buffer.from(Float32Array.from(SOUND, (sample) => sample / 0x8000).buffer);
  test.each([
    ['whose RIFF size is 0, with chunks behind', sized(plain, 0)],
    ['whose RIFF size is 0xFFFFFFFF, with chunks behind', sized(plain, UNKNOWN)],
    ...[0, UNKNOWN, 0x7ffff000].flatMap((size): [string, Buffer][] => [
      [`whose data size is ${size}`, riff(fmt(), chunk('data', AUDIO, size))],
      [
        `whose data size is ${size}, with chunks behind`,
        riff(fmt(), chunk('data', AUDIO, size), LIST, chunk('id3 ', Buffer.alloc(77))),
      ],
    ]),
    ['of 16 bits whose BlockAlign is 1', riff(fmt({ frameBytes: 1 }), chunk('data', AUDIO))],
    ['of 16 bits whose BlockAlign is 4', riff(fmt({ frameBytes: 4 }), chunk('data', AUDIO))],
    ['of 16 bits whose BlockAlign is 0', riff(fmt({ frameBytes: 0 }), chunk('data', AUDIO))],
    ['that says 0 bits', riff(fmt({ bits: 0, frameBytes: 2 }), chunk('data', AUDIO))],
    ['with 3 MB of chunks before the audio', riff(longBefore, fmt(), LIST, chunk('data', AUDIO))],
    ['of floating point', riff(fmt({ tag: 3, bits: 32 }), chunk('data', float))],
    [
      'that ends in the middle of a frame',
      Buffer.concat([riff(fmt(), chunk('data', AUDIO, 9999)), Buffer.of(1)]),
    ],
    [
      'of RF64',
      sized(riff(ds64(AUDIO.length), fmt(), chunk('data', AUDIO, UNKNOWN), LIST), UNKNOWN, 'RF64'),
    ],
    [
      'of BW64',
      sized(riff(ds64(AUDIO.length), fmt(), chunk('data', AUDIO, UNKNOWN), LIST), UNKNOWN, 'BW64'),
    ],
    [
      'of RF64 that is unfinished',
      sized(riff(ds64(0), fmt(), chunk('data', AUDIO, UNKNOWN)), UNKNOWN, 'RF64'),
    ],
  ])('%s', async (_, file) => {
    expect(await read(file)).toEqual(SOUND);
  });

  test('that holds no audio, but a chunk behind it', async () => {
    expect(await read(riff(fmt(), chunk('data', ''), LIST))).toHaveLength(0);
  });
});

describe('an AIFF file', () => {
  const big = Buffer.from(AUDIO).swap16();
  const common = Buffer.from('0001000007d10010400bfa00000000000000', 'hex');
  const sound = Buffer.concat([Buffer.alloc(8), big]);
  const form = (...chunks: Uint8Array[]) => {
    const body = Buffer.concat([Buffer.from('AIFF'), ...chunks]);
    return bigEndianChunk('FORM', body);
  };
  test('may have its format behind its audio', async () => {
    const file = form(bigEndianChunk('SSND', sound), bigEndianChunk('COMM', common));
    expect(await read(file)).toEqual(SOUND);
  });

  test('may be unfinished', async () => {
    const unfinished = Buffer.from(common).fill(0, 2, 6);
    const file = form(bigEndianChunk('COMM', unfinished), bigEndianChunk('SSND', sound, 0));
    expect(await read(file)).toEqual(SOUND);
  });
});

describe('a file that is refused is named for what it is', () => {
  test.each([
    ['', 'an empty file'],
    ['RIFX\0\0\0\0WAVEfmt ', 'a RIFX file'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'an image'],
    ['ID3\x04\0\0\0\0\0\x02xxfLaC\0\0\0\x22', 'a FLAC file'],
    ['<!DOCTYPE html><html><body>Not Found', 'an HTML or XML document'],
    ['{"error": "no such recording", "code": 404}', 'a JSON document'],
    ['no such recording', 'a text'],
    ['PK\x03\x04\x14\0', 'a ZIP archive'],
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'an image'],
    ['\x01\x02\x03\x04', 'not audio of a known kind'],
    ['ID3\x04\0\0\0\0\0\x02xx', 'nothing but tags'],
  ])('%j: %s', async (head, name) => {
    await expect(read(Buffer.from(head, 'latin1'))).rejects.toThrow(name);
  });

  test.each([
    ['a WAV without a format', riff(chunk('data', AUDIO)), 'has no format'],
    ['a WAV without audio', riff(fmt()), 'ends before its audio'],
    [
      'a WAV of no channels',
      riff(fmt({ channels: 0, frameBytes: 2 }), chunk('data', AUDIO)),
      'no channels',
    ],
    ['a WAV of 0 Hz', riff(fmt({ rate: 0 }), chunk('data', AUDIO)), '0 Hz'],
    ['a WAV of 48 bits', riff(fmt({ bits: 48 }), chunk('data', AUDIO)), 'PCM of 48 bits'],
    [
      'a WAV of half floats',
      riff(fmt({ tag: 3 }), chunk('data', AUDIO)),
      'floating point of 16 bits',
    ],
    ['a WAV of an unknown format', riff(fmt({ tag: 0x9999 }), chunk('data', AUDIO)), '39321'],
    ['endless chunks', riff(Buffer.alloc(200_000)), 'too many chunks'],
    [
      'an AU file of G.721',
      Buffer.from('2e736e6400000018000000000000001700003e8000000001', 'hex'),
      'G.721',
    ],
  ])('%s', async (_, file, message) => {
    await expect(read(file)).rejects.toThrow(AudioFileError);
    await expect(read(file)).rejects.toThrow(message);
  });
});

test('damaged files end in samples or in an error that says why', async () => {
  const files = [
    riff(fmt(), LIST, chunk('data', AUDIO, 0), LIST),
    pcm16Wav(SOUND),
    sized(riff(ds64(4002), fmt(), chunk('data', AUDIO, UNKNOWN)), UNKNOWN, 'RF64'),
    Buffer.from(
      `2e736e640000001c000000080000000300001f400000000100000000${'00'.repeat(16)}`,
      'hex',
    ),
  ];
  const damaged = fc
    .tuple(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { maxLength: 6 }),
      fc.nat(5000),
    )
    .map(([file, changes, length]) => {
      const bytes = Uint8Array.from(file.subarray(0, Math.max(1, length)));
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      return bytes;
    });
  await fc.assert(
    fc.asyncProperty(damaged, async (bytes) => {
      const samples = await read(bytes).catch((error: unknown) => {
        expect(error instanceof AudioFileError || error instanceof Mp3Error).toBe(true);
        return [];
      });
      // No format that such files may turn into has more than two samples a byte, as G.722 has.
      expect(samples.length).toBeLessThanOrEqual(2 * bytes.length);
    }),
    { numRuns: 1000 },
  );
});

function bigEndianChunk(id: string, body: Uint8Array, size = body.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  head.writeUInt32BE(size, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}
