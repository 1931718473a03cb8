import { describe, expect, test } from 'vitest';
import {
  clipTo,
  deinterleave,
  interleave,
  mixDown,
  mixInto,
  pcm16FromBytes,
  pcm16ToBytes,
  toMono,
} from './pcm.ts';

const SAMPLES = Int16Array.of(0, 1, -1, 258, 32_767, -32_768);
const BYTES = Uint8Array.of(0, 0, 1, 0, 0xff, 0xff, 2, 1, 0xff, 0x7f, 0, 0x80);

describe('PCM16 bytes', () => {
  test('are little-endian', () => {
    expect(pcm16ToBytes(SAMPLES)).toEqual(BYTES);
    expect(pcm16FromBytes(BYTES)).toEqual(SAMPLES);
  });

  test('are viewed in place when aligned, and copied otherwise', () => {
    const memory = new Uint8Array(14);
    memory.set(BYTES, 2);
    const view = pcm16FromBytes(memory.subarray(2));
    expect(view).toEqual(SAMPLES);
    memory[2] = 9;
    expect(view[0]).toBe(9);

    memory.set(BYTES, 1);
    const copy = pcm16FromBytes(memory.subarray(1, 13));
    memory[1] = 9;
    expect(copy).toEqual(SAMPLES);
    // Buffer.slice() shares memory, unlike Uint8Array's.
    memory.set(BYTES, 1);
    expect(pcm16FromBytes(Buffer.from(memory.buffer, 1, 12))).toEqual(SAMPLES);
  });

  test('of an odd number are rejected', () => {
    expect(() => pcm16FromBytes(new Uint8Array(3))).toThrow(RangeError);
  });
});

describe('channels', () => {
  test('are interleaved, the shorter one padded with silence', () => {
    const pairs = interleave(Int16Array.of(1, 2, 3), Int16Array.of(-1));
    expect(pairs).toEqual(Int16Array.of(1, -1, 2, 0, 3, 0));
    expect(deinterleave(pairs, 2)).toEqual([Int16Array.of(1, 2, 3), Int16Array.of(-1, 0, 0)]);
  });

  test('fill a given output', () => {
    const output = new Int16Array(5);
    expect(interleave(Int16Array.of(1, 2), Int16Array.of(3, 4), output)).toHaveLength(4);
    expect(output).toEqual(Int16Array.of(1, 3, 2, 4, 0));
    expect(() => interleave(new Int16Array(3), new Int16Array(0), output)).toThrow(RangeError);
  });

  test('of an incomplete frame are rejected', () => {
    expect(() => deinterleave(new Int16Array(3), 2)).toThrow(RangeError);
    expect(() => toMono(new Int16Array(4), 3)).toThrow(RangeError);
    expect(() => mixDown(new Int16Array(4), 0)).toThrow(RangeError);
  });

  test('are mixed to mono as their average or their saturating sum', () => {
    const stereo = Int16Array.of(100, 301, -100, -300, 32_767, 32_767, -32_768, -32_768);
    expect(toMono(stereo, 2)).toEqual(Int16Array.of(201, -200, 32_767, -32_768));
    expect(mixDown(stereo, 2)).toEqual(Int16Array.of(401, -400, 32_767, -32_768));
    expect(toMono(Int16Array.of(1, 2, 6), 3)).toEqual(Int16Array.of(3));
    expect(mixDown(SAMPLES, 1)).toBe(SAMPLES);
  });
});

describe('mixing', () => {
  test('saturates only after all tracks are added', () => {
    const sum = new Int32Array(3);
    mixInto(sum, 0, Int16Array.of(30_000, -30_000, 5));
    mixInto(sum, 0, Int16Array.of(30_000, -30_000, 6));
    mixInto(sum, 1, Int16Array.of(30_000));
    const output = new Int16Array(3);
    clipTo(sum, 0, 3, output, 0);
    expect(output).toEqual(Int16Array.of(32_767, -30_000, 11));
  });

  test('stays within its bounds', () => {
    const sum = new Int32Array(3);
    mixInto(sum, 2, Int16Array.of(1, 2, 3));
    expect(sum).toEqual(Int32Array.of(0, 0, 1));
    const output = new Int16Array(4);
    clipTo(Int32Array.of(1, 40_000, -40_000, 4), 1, 3, output, 1);
    expect(output).toEqual(Int16Array.of(0, 32_767, -32_768, 0));
  });
});
