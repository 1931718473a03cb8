import { decodeAlaw, decodeUlaw } from '../g711.ts';
import { viewOf } from './random-access.ts';

/** How a file encodes a sample of one channel. */
export interface SampleCoding {
  readonly kind: 'signed' | 'unsigned' | 'float' | 'ulaw' | 'alaw';
  /** Unsigned and G.711: 1. Floating point: 4 or 8. */
  readonly bytes: number;
  readonly littleEndian: boolean;
}

/**
 * Decodes whole samples to 16 bits. Of longer integers the most significant 16 bits are kept; floating point of ±1 is
 * full scale and is clipped there.
 */
export function decodeSamples(bytes: Uint8Array, coding: SampleCoding): Int16Array {
  switch (coding.kind) {
    case 'ulaw':
      return decodeUlaw(bytes);
    case 'alaw':
      return decodeAlaw(bytes);
    case 'unsigned':
      return Int16Array.from(bytes, (byte) => (byte - 128) << 8);
    case 'signed':
      return fromSigned(bytes, coding);
    case 'float':
      return fromFloat(bytes, coding);
  }
}

function fromSigned(input: Uint8Array, { bytes, littleEndian }: SampleCoding): Int16Array {
  const high = littleEndian ? bytes - 1 : 0;
  const low = littleEndian ? bytes - 2 : 1;
  const samples = new Int16Array(input.length / bytes);
  for (let i = 0; i < samples.length; i += 1) {
    const at = i * bytes;
    const fraction = bytes === 1 ? 0 : (input[at + low] as number);
    samples[i] = ((input[at + high] as number) << 8) | fraction;
  }
  return samples;
}

function fromFloat(input: Uint8Array, { bytes, littleEndian }: SampleCoding): Int16Array {
  const view = viewOf(input);
  const samples = new Int16Array(input.length / bytes);
  for (let i = 0; i < samples.length; i += 1) {
    const at = i * bytes;
    const value =
      bytes === 4 ? view.getFloat32(at, littleEndian) : view.getFloat64(at, littleEndian);
    // What is not a number becomes 0.
    samples[i] = Math.max(-0x8000, Math.min(0x7fff, Math.round(value * 0x8000)));
  }
  return samples;
}
