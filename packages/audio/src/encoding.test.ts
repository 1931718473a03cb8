import { expect, test } from '@jest/globals';
import { bytesPerSample, decode, encode } from './encoding.ts';

test.each([
  ['pcm16', 2, [8, 0, 0xf8, 0xff]],
  ['ulaw', 1, [0xfe, 0x7e]],
  ['alaw', 1, [0xd5, 0x55]],
] as const)('%s has %d bytes a sample', (encoding, size, bytes) => {
  const samples = Int16Array.of(8, -8);
  expect(bytesPerSample(encoding)).toBe(size);
  expect([...encode(samples, encoding)]).toEqual(bytes);
  expect(decode(Uint8Array.from(bytes), encoding)).toEqual(samples);
});
