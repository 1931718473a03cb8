import { describe, expect, test } from 'vitest';
import { decode, encode } from '../encoding.ts';
import { G722Decoder } from '../g722/g722-decoder.ts';
import { interleave } from '../pcm.ts';
import { decodeMp3 } from '../testing/decode-mp3.ts';
import { amplitudeAt, collect, decibels, inPieces, tone } from '../testing/signals.ts';
import { chunk, fmt, pcm16Wav, riff } from '../testing/wav-files.ts';
import { parseWavHeader } from '../wav/parse-wav-header.ts';
import { readWav } from '../wav/read-wav.ts';
import { WavError } from '../wav/wav-format.ts';
import { wavHeader } from '../wav/wav-header.ts';
import type { AudioFormat } from './audio-format.ts';
import { convertWav } from './convert-wav.ts';

const SAMPLES = 8001;
const LOCAL = tone(440, 8000, SAMPLES, 9000);
const REMOTE = tone(1200, 8000, SAMPLES, 9000);
const MONO = pcm16Wav(LOCAL);
const STEREO = pcm16Wav(interleave(LOCAL, REMOTE), 8000, 2);

function converted(wav: Uint8Array, target: AudioFormat, size = 1001): Promise<Buffer> {
  return collect(convertWav(inPieces(wav, size), target, wav.length));
}

describe('convertWav', () => {
  test('to the same format changes nothing', async () => {
    expect(await converted(STEREO, { container: 'wav', encoding: 'pcm16' })).toEqual(STEREO);
  });

  test.each(['ulaw', 'alaw'] as const)('to a WAV file of %s', async (encoding) => {
    const wav = await converted(MONO, { container: 'wav', encoding });
    const { format, channels } = readWav(wav);
    expect(format).toEqual({ encoding, channels: 1, sampleRateHz: 8000 });
    expect(channels[0]).toEqual(decode(encode(LOCAL, encoding), encoding));
    // The audio is odd: RIFF pads it.
    expect(wav).toHaveLength(58 + SAMPLES + 1);
    expect(wav.readUInt32LE(4)).toBe(wav.length - 8);
  });

  test.each(['pcm16', 'ulaw', 'alaw'] as const)(
    'to raw %s: no header, no padding',
    async (encoding) => {
      const raw = await converted(MONO, { container: 'raw', encoding });
      expect(raw).toEqual(Buffer.from(encode(LOCAL, encoding)));
    },
  );

  test('to raw G.722, which has one channel of 16 kHz', async () => {
    const g722 = { container: 'raw', encoding: 'g722', channels: 1 } as const;
    const raw = await converted(STEREO, { ...g722, sampleRateHz: 16_000 });
    expect(raw).toHaveLength(SAMPLES);
    const heard = new G722Decoder().decode(raw);
    for (const hz of [440, 1200]) {
      expect(Math.abs(decibels(amplitudeAt(heard, hz, 16_000), 9000))).toBeLessThan(0.5);
    }
    for (const target of [
      { ...g722, sampleRateHz: 8000 },
      { ...g722, channels: 2, sampleRateHz: 16_000 } as const,
      { ...g722, container: 'wav', sampleRateHz: 16_000 } as const,
    ]) {
      await expect(converted(STEREO, target)).rejects.toThrow(RangeError);
    }
  });

  test('keeps the comment if the channels stay the same', async () => {
    const comment = 'left: remote, right: local';
    const audio = STEREO.subarray(44);
    const format = { encoding: 'pcm16', channels: 2, sampleRateHz: 8000, comment } as const;
    const said = Buffer.concat([wavHeader(format, audio.length), audio]);
    const made = async (target: Partial<AudioFormat>) =>
      parseWavHeader(await converted(said, { container: 'wav', encoding: 'pcm16', ...target }));
    expect(await made({})).toMatchObject({ comment, dataBytes: audio.length });
    expect(await made({ encoding: 'ulaw', sampleRateHz: 16_000 })).toMatchObject({ comment });
    expect((await made({ channels: 1 })).comment).toBeUndefined();
  });

  test('mixes two channels into one without changing their levels', async () => {
    const wav = await converted(STEREO, { container: 'wav', encoding: 'pcm16', channels: 1 });
    const mixed = readWav(wav).channels[0] as Int16Array;
    expect(mixed).toHaveLength(SAMPLES);
    for (const frequencyHz of [440, 1200]) {
      expect(Math.abs(decibels(amplitudeAt(mixed, frequencyHz, 8000), 9000))).toBeLessThan(0.1);
    }
  });

  test.each([16_000, 11_025, 48_000])('resamples both channels to %d Hz', async (sampleRateHz) => {
    const wav = await converted(STEREO, { container: 'wav', encoding: 'pcm16', sampleRateHz });
    const { format, channels } = readWav(wav);
    expect(format).toEqual({ encoding: 'pcm16', channels: 2, sampleRateHz });
    for (const [channel, frequencyHz] of [
      [channels[0] as Int16Array, 440],
      [channels[1] as Int16Array, 1200],
    ] as const) {
      expect(channel).toHaveLength(Math.round((SAMPLES * sampleRateHz) / 8000));
      const level = amplitudeAt(channel, frequencyHz, sampleRateHz);
      expect(Math.abs(decibels(level, 9000))).toBeLessThan(0.1);
    }
  });

  test('mixes, resamples and encodes together', async () => {
    const target = {
      container: 'raw',
      encoding: 'ulaw',
      sampleRateHz: 16_000,
      channels: 1,
    } as const;
    const raw = await converted(STEREO, target, 333);
    expect(raw).toHaveLength(2 * SAMPLES);
    expect(await converted(STEREO, target)).toEqual(raw);
  });

  test.each([
    ['mono', MONO, {}, 1, 8000],
    ['stereo', STEREO, {}, 2, 8000],
    ['stereo mixed', STEREO, { channels: 1 }, 1, 8000],
    ['at a rate that MP3 does not support', MONO, { sampleRateHz: 96_000 }, 1, 48_000],
  ] as const)('to MP3 %s, of the same length', async (_, wav, change, channels, sampleRateHz) => {
    const mp3 = await converted(wav, { container: 'mp3', encoding: 'pcm16', ...change });
    // The mode in the second frame's header: 3 is mono.
    expect((mp3.readUInt8(3) >> 6 === 3 ? 1 : 2) as number).toBe(channels);
    const heard = await decodeMp3(mp3);
    expect(heard.sampleRateHz).toBe(sampleRateHz);
    expect(heard.channels[0]).toHaveLength(Math.round((SAMPLES * sampleRateHz) / 8000));
    const level = amplitudeAt(heard.channels[0] as Int16Array, 440, sampleRateHz);
    expect(Math.abs(decibels(level, 9000))).toBeLessThan(1);
  });

  test('accepts G.711', async () => {
    const ulaw = riff(fmt({ tag: 7, bits: 8 }), chunk('data', encode(LOCAL, 'ulaw')));
    const raw = await converted(ulaw, { container: 'raw', encoding: 'pcm16' });
    expect(raw).toEqual(Buffer.from(encode(decode(encode(LOCAL, 'ulaw'), 'ulaw'), 'pcm16')));
  });

  test('converts an empty file to an empty file', async () => {
    const empty = pcm16Wav(new Int16Array(0));
    expect(await converted(empty, { container: 'raw', encoding: 'ulaw' })).toHaveLength(0);
    expect(await converted(empty, { container: 'wav', encoding: 'pcm16' })).toEqual(empty);
    const mp3 = await converted(empty, { container: 'mp3', encoding: 'pcm16' });
    expect((await decodeMp3(mp3)).channels[0] ?? []).toHaveLength(0);
  });

  test.each([
    ['two channels from one', MONO, { channels: 2 }],
    ['an unsupported sample rate', MONO, { sampleRateHz: 7999 }],
    ['MP3 of six channels', pcm16Wav(new Int16Array(60), 8000, 6), { container: 'mp3' }],
    ['six channels resampled', pcm16Wav(new Int16Array(60), 8000, 6), { sampleRateHz: 16_000 }],
  ] as const)('cannot produce %s', async (_, wav, change) => {
    const target: AudioFormat = { container: 'wav', encoding: 'pcm16', ...change };
    await expect(converted(wav, target)).rejects.toThrow(RangeError);
  });

  test('fails when the audio is truncated', async () => {
    const target: AudioFormat = { container: 'mp3', encoding: 'pcm16' };
    const wav = inPieces(MONO.subarray(0, 5000), 1000);
    await expect(collect(convertWav(wav, target))).rejects.toThrow(WavError);
  });

  test('converts the existing audio of an unfinished file', async () => {
    const wav = Buffer.from(MONO.subarray(0, 44 + 5000));
    wav.writeUInt32LE(0, 40);
    const raw = await converted(wav, { container: 'raw', encoding: 'ulaw' });
    expect(raw).toEqual(Buffer.from(encode(LOCAL.subarray(0, 2500), 'ulaw')));
  });
});
