import { describe, expect, test } from 'vitest';
import { decodeAlaw, decodeUlaw, encodeAlaw, encodeUlaw } from './g711.ts';

const ALL_CODES = Uint8Array.from({ length: 256 }, (_, code) => code);
const ALL_SAMPLES = Int16Array.from({ length: 0x10000 }, (_, i) => i - 0x8000);

/** ITU-T G.711 (11/1988), table 2a: first and last code of each segment, value of 14 bits. */
const ULAW_TABLE: [code: number, value: number][] = [
  [0b10000000, 8031],
  [0b10001111, 4191],
  [0b10010000, 3999],
  [0b10011111, 2079],
  [0b10100000, 1983],
  [0b10101111, 1023],
  [0b10110000, 975],
  [0b10111111, 495],
  [0b11000000, 471],
  [0b11001111, 231],
  [0b11010000, 219],
  [0b11011111, 99],
  [0b11100000, 93],
  [0b11101111, 33],
  [0b11110000, 30],
  [0b11111110, 2],
  [0b11111111, 0],
];

/** ITU-T G.711 (11/1988), table 1a, as above; before the even bits are inverted, value of 13 bits. */
const ALAW_TABLE: [code: number, value: number][] = [
  [0b11111111, 4032],
  [0b11110000, 2112],
  [0b11101111, 2016],
  [0b11100000, 1056],
  [0b11011111, 1008],
  [0b11010000, 528],
  [0b11001111, 504],
  [0b11000000, 264],
  [0b10111111, 252],
  [0b10110000, 132],
  [0b10101111, 126],
  [0b10100000, 66],
  [0b10011111, 63],
  [0b10010000, 33],
  [0b10001111, 31],
  [0b10000000, 1],
];

describe('µ-law', () => {
  test.each(ULAW_TABLE)('code %d has the value of G.711 table 2', (code, value) => {
    expect(decodeUlaw(Uint8Array.of(code))).toEqual(Int16Array.of(value * 4));
    // `|| 0` turns -0 into 0.
    expect(decodeUlaw(Uint8Array.of(code & 0x7f))).toEqual(Int16Array.of(-value * 4 || 0));
  });

  test('every code round-trips; negative zero becomes zero', () => {
    const again = encodeUlaw(decodeUlaw(ALL_CODES));
    expect([...again]).toEqual([...ALL_CODES].map((code) => (code === 0x7f ? 0xff : code)));
  });

  // G.711 table 2, decision values 4063, 2015, 95, 31, 1 of 14 bits.
  test.each([
    [16_252, 0x8f],
    [16_251, 0x90],
    [8060, 0x9f],
    [8059, 0xa0],
    [380, 0xdf],
    [379, 0xe0],
    [124, 0xef],
    [123, 0xf0],
    [4, 0xfe],
    [3, 0xff],
    [32_767, 0x80],
    [-32_768, 0x00],
    [-1, 0x7f],
  ])('encodes %d as %d', (sample, code) => {
    expect(encodeUlaw(Int16Array.of(sample))).toEqual(Uint8Array.of(code));
  });

  test('is never further from a sample than half a step, and never falls', () => {
    const heard = decodeUlaw(encodeUlaw(ALL_SAMPLES));
    ALL_SAMPLES.forEach((sample, i) => {
      const magnitude = Math.min(Math.abs(sample), 32_635);
      const halfStep = 2 ** Math.floor(Math.log2((magnitude + 132) / 8)) / 2;
      const error = Math.abs(Math.abs(heard[i] ?? 0) - magnitude);
      if (error > halfStep + 1) throw new Error(`${sample} became ${heard[i]}`);
      if (i > 0 && (heard[i] ?? 0) < (heard[i - 1] ?? 0)) throw new Error(`falls at ${sample}`);
    });
    expect(heard).toHaveLength(0x10000);
  });
});

describe('A-law', () => {
  test.each(ALAW_TABLE)('code %d has the value of G.711 table 1', (code, value) => {
    expect(decodeAlaw(Uint8Array.of(code ^ 0x55))).toEqual(Int16Array.of(value * 8));
    expect(decodeAlaw(Uint8Array.of((code & 0x7f) ^ 0x55))).toEqual(Int16Array.of(-value * 8));
  });

  test('every code round-trips', () => {
    expect(encodeAlaw(decodeAlaw(ALL_CODES))).toEqual(ALL_CODES);
  });

  // G.711 table 1, decision values 2048, 1024, 64 and 2 of 13 bits.
  test.each([
    [16_384, 0b11110000],
    [16_383, 0b11101111],
    [8192, 0b11100000],
    [8191, 0b11011111],
    [512, 0b10100000],
    [511, 0b10011111],
    [16, 0b10000001],
    [15, 0b10000000],
    [32_767, 0b11111111],
    [-32_768, 0b01111111],
    [-1, 0b00000000],
  ])('encodes %d as %d', (sample, code) => {
    expect(encodeAlaw(Int16Array.of(sample))).toEqual(Uint8Array.of(code ^ 0x55));
  });

  test('is never further from a sample than half a step, and never falls', () => {
    const heard = decodeAlaw(encodeAlaw(ALL_SAMPLES));
    ALL_SAMPLES.forEach((sample, i) => {
      const magnitude = Math.abs(sample);
      const halfStep = Math.max(8, 2 ** Math.floor(Math.log2(magnitude / 16 || 1)) / 2);
      const error = Math.abs(Math.abs(heard[i] ?? 0) - magnitude);
      if (error > halfStep + 1) throw new Error(`${sample} became ${heard[i]}`);
      if (i > 0 && (heard[i] ?? 0) < (heard[i - 1] ?? 0)) throw new Error(`falls at ${sample}`);
    });
    expect(heard).toHaveLength(0x10000);
  });
});

test('fills the start of a given output and refuses a short one', () => {
  const samples = new Int16Array(4).fill(7);
  const filled = decodeUlaw(Uint8Array.of(0x80, 0x00), samples);
  expect(filled).toEqual(Int16Array.of(32_124, -32_124));
  expect(samples).toEqual(Int16Array.of(32_124, -32_124, 7, 7));
  expect(() => decodeAlaw(new Uint8Array(5), samples)).toThrow(RangeError);

  const bytes = new Uint8Array(3);
  expect(encodeAlaw(Int16Array.of(8, -8), bytes)).toEqual(Uint8Array.of(0xd5, 0x55));
  expect(bytes).toEqual(Uint8Array.of(0xd5, 0x55, 0));
  expect(() => encodeUlaw(new Int16Array(4), bytes)).toThrow(RangeError);
});
