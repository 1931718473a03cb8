import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesPerSample } from '../encoding.ts';
import { parseWavHeader } from './parse-wav-header.ts';
import { WAV_HEADER_BYTES, wavHeader } from './wav-header.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('wavHeader', () => {
  test('contains a comment that ffprobe and MediaInfo show', () => {
    const comment = 'left: remote, right: local';
    const format = { encoding: 'pcm16', channels: 2, sampleRateHz: 8000 } as const;
    const header = Buffer.from(wavHeader({ ...format, comment }, 400));
    expect(header.toString('latin1', 36, 56)).toBe('LIST\x28\0\0\0INFOICMT\x1b\0\0\0');
    expect(header.toString('latin1', 56, 84)).toBe(`${comment}\0\0`);
    expect(header.readUInt32LE(4)).toBe(header.length - 8 + 400);
    const info = { ...format, comment, bitsPerSample: 16, dataOffset: 92, dataBytes: 400 };
    expect(parseWavHeader(header, 492)).toEqual(info);
    expect(wavHeader({ ...format, comment }, 0)).toHaveLength(header.length);
  });

  test('of PCM16 is identical to that of SoX', () => {
    const header = wavHeader({ encoding: 'pcm16', channels: 1, sampleRateHz: 8000 }, 160);
    expect(header).toHaveLength(WAV_HEADER_BYTES);
    expect(hex(header)).toBe(
      [
        '52494646c400000057415645',
        '666d74201000000001000100401f0000803e000002001000',
        '64617461a0000000',
      ].join(''),
    );
  });

  test('of G.711 is identical to that of SoX: with a longer fmt chunk and a fact chunk', () => {
    const header = wavHeader({ encoding: 'ulaw', channels: 1, sampleRateHz: 8000 }, 81);
    expect(hex(header)).toBe(
      [
        '524946468400000057415645',
        '666d74201200000007000100401f0000401f0000010008000000',
        '666163740400000051000000',
        '6461746151000000',
      ].join(''),
    );
    const stereo = wavHeader({ encoding: 'alaw', channels: 2, sampleRateHz: 16_000 }, 100);
    expect(Buffer.from(stereo).readUInt16LE(20)).toBe(6);
    expect(Buffer.from(stereo).readUInt32LE(46)).toBe(50);
  });

  test('declares a length as unknown when RIFF cannot express it', () => {
    const header = wavHeader({ encoding: 'pcm16', channels: 2, sampleRateHz: 192_000 }, 2 ** 32);
    expect(Buffer.from(header).readUInt32LE(4)).toBe(0xffffffff);
    expect(Buffer.from(header).readUInt32LE(40)).toBe(0xffffffff);
    expect(parseWavHeader(header, 44 + 2 ** 32).dataBytes).toBe(2 ** 32);
  });

  test('round-trips', () => {
    const printable = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));
    const format = fc.record(
      {
        encoding: fc.constantFrom('pcm16' as const, 'ulaw' as const, 'alaw' as const),
        channels: fc.integer({ min: 1, max: 8 }),
        sampleRateHz: fc.integer({ min: 1, max: 400_000 }),
        comment: fc.string({ minLength: 1, maxLength: 200, unit: printable }),
      },
      { requiredKeys: ['encoding', 'channels', 'sampleRateHz'] },
    );
    fc.assert(
      fc.property(format, fc.integer({ min: 1, max: 1e6 }), (wanted, frames) => {
        const bits = bytesPerSample(wanted.encoding) * 8;
        const dataBytes = (frames * wanted.channels * bits) / 8;
        const header = wavHeader(wanted, dataBytes);
        const fileBytes = header.length + dataBytes + (dataBytes % 2);
        expect(parseWavHeader(header, fileBytes)).toEqual({
          ...wanted,
          bitsPerSample: bits,
          dataOffset: header.length,
          dataBytes,
        });
        expect(Buffer.from(header).readUInt32LE(4)).toBe(fileBytes - 8);
      }),
    );
  });
});
