import { describe, expect, test } from 'vitest';
import {
  checkMp3Format,
  defaultBitrateKbps,
  MP3_SAMPLE_RATES_HZ,
  mp3SampleRate,
} from './mp3-format.ts';

describe('MP3', () => {
  test.each([
    [8000, 8000],
    [11_025, 11_025],
    [44_100, 44_100],
    [96_000, 48_000],
    [192_000, 48_000],
    [18_000, 16_000],
    [6000, 8000],
  ])('encodes audio of %d Hz at %d Hz', (sampleRateHz, expected) => {
    expect(mp3SampleRate(sampleRateHz)).toBe(expected);
  });

  test('has a default bit rate for every format', () => {
    for (const sampleRateHz of MP3_SAMPLE_RATES_HZ) {
      for (const channels of [1, 2] as const) {
        const bitrateKbps = defaultBitrateKbps(sampleRateHz, channels);
        expect(() => checkMp3Format({ sampleRateHz, channels, bitrateKbps })).not.toThrow();
      }
    }
  });

  test.each([
    [{ sampleRateHz: 9000, channels: 1, bitrateKbps: 32 }],
    // MPEG 2.5 goes no higher than 64, MPEG 1 no lower than 32; the encoder has no 56.
    [{ sampleRateHz: 8000, channels: 1, bitrateKbps: 128 }],
    [{ sampleRateHz: 48_000, channels: 1, bitrateKbps: 8 }],
    [{ sampleRateHz: 16_000, channels: 1, bitrateKbps: 56 }],
    [{ sampleRateHz: 16_000, channels: 1, bitrateKbps: 33 }],
  ] as const)('does not support %j', (format) => {
    expect(() => checkMp3Format(format)).toThrow(RangeError);
  });
});
