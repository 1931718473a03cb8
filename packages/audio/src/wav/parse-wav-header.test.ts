import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chunk, fmt, pcm16Wav, riff } from '../testing/wav-files.ts';
import { parseWavHeader } from './parse-wav-header.ts';
import { readWav } from './read-wav.ts';
import { WavError } from './wav-format.ts';

const AUDIO = Uint8Array.of(1, 0, 2, 0, 3, 0, 4, 0);
const DATA = chunk('data', AUDIO);

/** The extension of WAVE_FORMAT_EXTENSIBLE, after its 16 bytes, for a format with its own tag. */
function extension(tag: number, guidTail = '000000001000800000aa00389b71'): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt16LE(22, 0);
  bytes.writeUInt16LE(16, 2);
  bytes.writeUInt16LE(tag, 8);
  bytes.write(guidTail, 10, 'hex');
  return bytes;
}

describe('parseWavHeader reads', () => {
  test.each([
    ['a minimal file', riff(fmt(), DATA), 44],
    ['an extended format', riff(fmt({}, Buffer.alloc(2)), DATA), 46],
    ['chunks before the format', riff(chunk('JUNK', 'abcd'), fmt(), DATA), 56],
    ['chunks before the audio', riff(fmt(), chunk('LIST', 'INFOISFT'), DATA), 60],
    ['an odd chunk and its padding', riff(fmt(), chunk('note', 'odd'), DATA), 56],
    ['chunks after the audio', riff(fmt(), DATA, chunk('LIST', 'INFO')), 44],
    ['an extensible format', riff(fmt({ tag: 0xfffe }, extension(1)), DATA), 68],
  ])('%s', (_, file, dataOffset) => {
    expect(parseWavHeader(file)).toEqual({
      encoding: 'pcm16',
      channels: 1,
      sampleRateHz: 8000,
      bitsPerSample: 16,
      dataOffset,
      dataBytes: 8,
    });
    expect([...file.subarray(dataOffset, dataOffset + 8)]).toEqual([...AUDIO]);
  });

  test.each([
    ['µ-law', 7, 'ulaw'],
    ['A-law', 6, 'alaw'],
  ])('%s, also in an extensible format', (_, tag, encoding) => {
    const plain = riff(fmt({ tag, bits: 8, rate: 16_000 }), DATA);
    const extensible = riff(fmt({ tag: 0xfffe, bits: 8, channels: 2 }, extension(tag)), DATA);
    expect(parseWavHeader(plain)).toMatchObject({ encoding, sampleRateHz: 16_000, dataBytes: 8 });
    expect(parseWavHeader(extensible)).toMatchObject({ encoding, channels: 2, bitsPerSample: 8 });
  });

  test.each([
    ['0', 0],
    ['0xffffffff', 0xffffffff],
    // SoX, when it writes into a pipe.
    ['0x7ffff000', 0x7ffff000],
    ['more than the file has', 1000],
  ])('a size of %s in an unfinished file as the rest of it', (_, size) => {
    const file = riff(fmt(), chunk('data', AUDIO, size));
    expect(parseWavHeader(file).dataBytes).toBe(8);
    expect(parseWavHeader(file.subarray(0, 44), 44 + 501).dataBytes).toBe(500);
  });

  test('an unfinished file of unknown length as endless', () => {
    const header = riff(fmt(), chunk('data', '', 0xffffffff));
    expect(parseWavHeader(header, Number.POSITIVE_INFINITY).dataBytes).toBe(Infinity);
    const finished = riff(fmt(), chunk('data', '', 500));
    expect(parseWavHeader(finished, Number.POSITIVE_INFINITY).dataBytes).toBe(500);
  });

  test('only whole frames', () => {
    const file = riff(fmt({ channels: 2 }), chunk('data', Buffer.alloc(11)));
    expect(parseWavHeader(file).dataBytes).toBe(8);
  });

  test('a file without audio', () => {
    expect(parseWavHeader(riff(fmt(), chunk('data', ''))).dataBytes).toBe(0);
  });
});

test.each([
  ['after other texts', chunk('LIST', 'INFOISFT\x03\0\0\0ab\0\0ICMT\x03\0\0\0hi\0\0'), 'hi'],
  ['of another list', chunk('LIST', 'adtlICMT\x03\0\0\0hi\0\0'), undefined],
  ['that is empty', chunk('LIST', 'INFOICMT\x01\0\0\0\0\0'), undefined],
  ['whose size is wrong', chunk('LIST', 'INFOICMT\xff\xff\xff\x7fhi\0\0'), undefined],
])('parseWavHeader and a comment %s', (_, list, comment) => {
  expect(parseWavHeader(riff(fmt(), list, DATA)).comment).toBe(comment);
});

describe('parseWavHeader rejects', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'ends before its audio'],
    ['text', Buffer.from('Not Found: no such recording'), 'does not begin with RIFF'],
    ['another RIFF file', chunk('RIFF', 'AVI LIST....'), 'does not begin with RIFF'],
    ['a file without an audio chunk', riff(fmt()), 'ends before its audio'],
    ['a truncated header', riff(fmt(), DATA).subarray(0, 30), 'ends before its audio'],
    ['a chunk of endless size', riff(chunk('JUNK', '', 0xffffffff)), 'ends before its audio'],
    ['audio before its format', riff(DATA, fmt()), 'before its format'],
    ['a format that is too short', riff(chunk('fmt ', 'abcd'), DATA), 'too short'],
    ['PCM of 24 bits', riff(fmt({ bits: 24 }), DATA), 'not supported'],
    ['floating point', riff(fmt({ tag: 3, bits: 32 }), DATA), 'not supported'],
    ['GSM', riff(fmt({ tag: 49, bits: 0 }), DATA), 'not supported'],
    ['no channels', riff(fmt({ channels: 0 }), DATA), 'no channels'],
    ['no sample rate', riff(fmt({ rate: 0 }), DATA), '0 Hz'],
    ['a wrong frame size', riff(fmt({ channels: 2, frameBytes: 2 }), DATA), 'bytes a frame'],
    ['a short extensible format', riff(fmt({ tag: 0xfffe }), DATA), 'incomplete'],
    [
      'an unknown sub-format',
      riff(fmt({ tag: 0xfffe }, extension(1, 'ff'.repeat(14))), DATA),
      'Unknown',
    ],
  ])('%s', (_, file, message) => {
    expect(() => parseWavHeader(file)).toThrow(WavError);
    expect(() => parseWavHeader(file)).toThrow(message);
  });

  test('anything else with a WavError, and never hangs', () => {
    const file = pcm16Wav(Int16Array.from(AUDIO));
    const damaged = fc
      .array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
      .map((changes) => {
        const bytes = Uint8Array.from(file);
        for (const [at, value] of changes) bytes[at] = value;
        return bytes;
      });
    const anything = fc.oneof(
      damaged,
      fc.nat(file.length).map((length) => file.subarray(0, length)),
      fc.uint8Array({ maxLength: 100 }),
      fc.uint8Array({ maxLength: 80 }).map((bytes) => riff(bytes)),
    );
    fc.assert(
      fc.property(anything, (bytes) => {
        try {
          const { format, channels } = readWav(bytes);
          expect(channels).toHaveLength(format.channels);
        } catch (error) {
          expect(error).toBeInstanceOf(WavError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
