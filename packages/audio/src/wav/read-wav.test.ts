import { expect, test } from 'vitest';
import { chunk, fmt, pcm16Wav, riff } from '../testing/wav-files.ts';
import { readWav } from './read-wav.ts';

test('reads channels, format and length', () => {
  const file = pcm16Wav(Int16Array.of(1, -1, 2, -2, 3, -3), 48_000, 2);
  expect(readWav(file)).toEqual({
    format: { encoding: 'pcm16', channels: 2, sampleRateHz: 48_000 },
    durationMs: 0.0625,
    channels: [Int16Array.of(1, 2, 3), Int16Array.of(-1, -2, -3)],
  });
});

test('reads G.711 as samples', () => {
  const file = riff(fmt({ tag: 7, bits: 8 }), chunk('data', Uint8Array.of(0x80, 0x00, 0xff)));
  const { channels, durationMs } = readWav(file);
  expect(channels).toEqual([Int16Array.of(32_124, -32_124, 0)]);
  expect(durationMs).toBe(0.375);
});

test('does not read chunks after the audio as audio', () => {
  const file = riff(fmt(), chunk('data', Uint8Array.of(1, 0)), chunk('LIST', 'INFOICMT'));
  expect(readWav(file).channels).toEqual([Int16Array.of(1)]);
});
