import { expect, test } from 'vitest';
import { bytesPerSample, decode, encode } from './encoding.ts';

test.each([
  ['pcm16', 2, [8, 0, 0xf8, 0xff]],
  ['ulaw', 1, [0xfe, 0x7e]],
  ['alaw', 1, [0xd5, 0x55]],
] as const)('%s has %d bytes per sample', (encoding, size, bytes) => {
  const samples = Int16Array.of(8, -8);
  expect(bytesPerSample(encoding)).toBe(size);
  expect([...encode(samples, encoding)]).toEqual(bytes);
  expect(decode(Uint8Array.from(bytes), encoding)).toEqual(samples);
});

test('pcm8 has the upper byte of a sample, with silence at 128', () => {
  const samples = Int16Array.of(0, 256, -256, 0x7f00, -0x8000);
  const bytes = Uint8Array.of(128, 129, 127, 255, 0);
  expect(bytesPerSample('pcm8')).toBe(1);
  expect(encode(samples, 'pcm8')).toEqual(bytes);
  expect(decode(bytes, 'pcm8')).toEqual(samples);
  expect(encode(Int16Array.of(255, -1), 'pcm8')).toEqual(Uint8Array.of(128, 127));
});
