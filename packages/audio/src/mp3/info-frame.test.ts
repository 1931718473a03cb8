import { describe, expect, test } from 'vitest';
import { infoFrame, mp3Layout } from './info-frame.ts';
import { defaultBitrateKbps, MP3_SAMPLE_RATES_HZ } from './mp3-format.ts';

const TELEPHONE = { sampleRateHz: 8000, channels: 1, bitrateKbps: 32 } as const;

describe('mp3Layout', () => {
  test.each([
    // LAME encodes whole frames of 576 with its delay of 576, and adds at least 576 more.
    [0, 2, 576],
    [1, 3, 1151],
    [576, 3, 576],
    [24_123, 44, 645],
  ])('for %d samples has %d frames and a padding of %d', (samples, frames, padding) => {
    expect(mp3Layout(TELEPHONE, samples)).toEqual({
      frames,
      padding,
      delay: 576,
      bytes: frames * 288,
    });
  });

  test('always adds up to the number of samples', () => {
    for (let samples = 0; samples < 3000; samples += 7) {
      const { frames, delay, padding } = mp3Layout(TELEPHONE, samples);
      expect(frames * 576 - delay - padding).toBe(samples);
      expect(padding).toBeLessThan(4096);
    }
  });
});

describe('infoFrame', () => {
  test('is an MP3 frame that contains frames, bytes, delay and padding', () => {
    const frame = Buffer.from(infoFrame(TELEPHONE, 24_123));
    // MPEG 2.5, layer III, no checksum; 32 kbit/s at 8 kHz; mono.
    expect(frame.subarray(0, 4).toString('hex')).toBe('ffe348c4');
    expect(frame).toHaveLength(288);
    expect(frame.subarray(4, 13).every((byte) => byte === 0)).toBe(true);
    expect(frame.toString('latin1', 13, 17)).toBe('Info');
    expect(frame.readUInt32BE(17)).toBe(0x0f);
    expect(frame.readUInt32BE(21)).toBe(44);
    expect(frame.readUInt32BE(25)).toBe(45 * 288);
    expect(frame.toString('latin1', 133, 142)).toBe('LAME3.100');
    expect(frame.readUIntBE(154, 3)).toBe((576 << 12) | 645);
  });

  test('has room for its tag at every rate, even if the stream’s frames are smaller', () => {
    for (const sampleRateHz of MP3_SAMPLE_RATES_HZ) {
      for (const channels of [1, 2] as const) {
        const bitrateKbps = defaultBitrateKbps(sampleRateHz, channels);
        const frame = Buffer.from(infoFrame({ sampleRateHz, channels, bitrateKbps }, 1000));
        expect(frame.indexOf('LAME')).toBe(frame.indexOf('Info') + 120);
      }
    }
    const narrow = Buffer.from(infoFrame({ ...TELEPHONE, bitrateKbps: 8 }, 1000));
    expect(narrow.length).toBeGreaterThan(13 + 156);
    // The stream's own frames count with 72 bytes each.
    expect(narrow.readUInt32BE(25)).toBe(narrow.length + 4 * 72);
  });
});
