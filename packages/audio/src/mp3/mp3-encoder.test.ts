import { describe, expect, test } from 'vitest';
import { interleave } from '../pcm.ts';
import { decodeMp3 } from '../testing/decode-mp3.ts';
import { amplitudeAt, decibels, levelOf, tone } from '../testing/signals.ts';
import { Mp3Encoder, type Mp3EncoderOptions } from './mp3-encoder.ts';
import { MP3_SAMPLE_RATES_HZ } from './mp3-format.ts';

async function encoded(
  options: Mp3EncoderOptions,
  interleaved: Int16Array,
  size = interleaved.length || 1,
): Promise<Buffer> {
  const encoder = await Mp3Encoder.open(options);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < interleaved.length; at += size) {
    parts.push(encoder.encode(interleaved.subarray(at, at + size)));
  }
  parts.push(encoder.finish());
  return Buffer.concat(parts);
}

/** The correlation of `heard` with `sound`, independent of its level; 1 is perfect. */
function likeness(heard: Int16Array, sound: Int16Array): number {
  let product = 0;
  for (let i = 0; i < sound.length; i += 1) product += (heard[i] ?? 0) * (sound[i] ?? 0);
  const power = (samples: Int16Array) => samples.reduce((sum, sample) => sum + sample ** 2, 0);
  return product / Math.sqrt(power(heard) * power(sound));
}

describe('Mp3Encoder', () => {
  test.each(
    MP3_SAMPLE_RATES_HZ.flatMap((rate) =>
      [1, 2].map((channels) => [rate, channels as 1 | 2] as const),
    ),
  )(
    'at %d Hz with %d channels has exactly the same duration, in sync',
    async (sampleRateHz, channels) => {
      const samples = sampleRateHz + 123;
      const left = tone(440, sampleRateHz, samples);
      const right = tone(1000, sampleRateHz, samples);
      const sound = channels === 1 ? left : interleave(left, right);
      const mp3 = await encoded({ sampleRateHz, channels, samples }, sound, 3000);

      const heard = await decodeMp3(mp3);
      expect(heard.sampleRateHz).toBe(sampleRateHz);
      expect(heard.channels[0]).toHaveLength(samples);
      expect(likeness(heard.channels[0] as Int16Array, left)).toBeGreaterThan(0.99);
      expect(
        likeness(heard.channels[1] as Int16Array, channels === 1 ? left : right),
      ).toBeGreaterThan(0.99);
      expect(mp3.readUInt32BE(mp3.indexOf('Info') + 12)).toBe(mp3.length);
    },
  );

  test.each([0, 1, 575, 576, 577, 1152, 5000])(
    'of %d samples has the same duration',
    async (samples) => {
      for (const sampleRateHz of [8000, 44_100]) {
        const sound = tone(300, sampleRateHz, samples);
        const mp3 = await encoded({ sampleRateHz, channels: 1, samples }, sound);
        const { channels } = await decodeMp3(mp3);
        expect(channels[0] ?? []).toHaveLength(samples);
      }
    },
  );

  test.each([16, 64])('has the given bit rate: %d kbit/s', async (bitrateKbps) => {
    const options = { sampleRateHz: 8000, channels: 1, bitrateKbps, samples: 80_000 } as const;
    const mp3 = await encoded(options, tone(440, 8000, 80_000));
    expect((mp3.length * 8) / 10_000).toBeCloseTo(bitrateKbps, -1);
    expect((await decodeMp3(mp3)).channels[0]).toHaveLength(80_000);
  });

  test('preserves telephone audio', async () => {
    for (const frequencyHz of [300, 1000, 2000, 3400]) {
      const sound = tone(frequencyHz, 8000, 8000);
      const mp3 = await encoded({ sampleRateHz: 8000, channels: 1, samples: 8000 }, sound);
      const heard = (await decodeMp3(mp3)).channels[0] as Int16Array;
      const level = amplitudeAt(heard, frequencyHz, 8000);
      expect(Math.abs(decibels(level, 16_000))).toBeLessThan(1);
      expect(decibels(levelOf(heard) * Math.SQRT2, level)).toBeLessThan(0.2);
    }
  });

  test('does not depend on how the samples are split into chunks', async () => {
    const sound = tone(440, 16_000, 20_000);
    const options = { sampleRateHz: 16_000, channels: 1, samples: 20_000 } as const;
    const whole = await encoded(options, sound);
    expect(await encoded(options, sound, 777)).toEqual(whole);
    expect(await encoded(options, sound, 1)).toEqual(whole);
  });

  test('omits the Info frame when the length is unknown', async () => {
    const mp3 = await encoded({ sampleRateHz: 8000, channels: 1 }, tone(440, 8000, 8000));
    expect(mp3.indexOf('Info')).toBe(-1);
    expect((await decodeMp3(mp3)).channels[0]?.length).toBeGreaterThanOrEqual(8000);
  });

  test('rejects more or fewer samples than announced', async () => {
    const open = () => Mp3Encoder.open({ sampleRateHz: 8000, channels: 1, samples: 100 });
    const short = await open();
    short.encode(new Int16Array(99));
    expect(() => short.finish()).toThrow('99 samples of the 100');
    const long = await open();
    expect(() => long.encode(new Int16Array(101))).toThrow('More than the 100');
  });

  test('rejects unsupported formats', async () => {
    await expect(Mp3Encoder.open({ sampleRateHz: 96_000, channels: 1 })).rejects.toThrow(
      RangeError,
    );
    const stereo = await Mp3Encoder.open({ sampleRateHz: 8000, channels: 2 });
    expect(() => stereo.encode(new Int16Array(3))).toThrow(RangeError);
  });
});
