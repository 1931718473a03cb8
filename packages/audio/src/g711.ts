/**
 * ITU-T G.711 companding, bit-exact with the reference of ITU-T G.191 (STL, `g711.c`). Codes
 * and samples are looked up in tables that are computed once, when the module loads (20 KiB).
 */

/** µ-law encodes the upper 14 bits of a sample. */
const ULAW_DROPPED_BITS = 2;
/** A-law encodes the upper 12 bits of a sample's magnitude, sign included. */
const ALAW_DROPPED_BITS = 4;

/** Even bits of an A-law code are inverted on the line. */
const ALAW_TOGGLED_BITS = 0x55;

const ULAW_TO_PCM = Int16Array.from({ length: 256 }, (_, code) => expandUlaw(code));
const ALAW_TO_PCM = Int16Array.from({ length: 256 }, (_, code) => expandAlaw(code));
const PCM_TO_ULAW = compressionTable(ULAW_DROPPED_BITS, compressUlaw);
const PCM_TO_ALAW = compressionTable(ALAW_DROPPED_BITS, compressAlaw);

/**
 * Decodes µ-law bytes to samples. With `output`, fills its start and returns that part of it.
 * @throws RangeError when `output` is too short.
 */
export function decodeUlaw(input: Uint8Array, output?: Int16Array): Int16Array {
  return expand(input, ULAW_TO_PCM, output);
}

/** As {@link decodeUlaw}, for A-law. */
export function decodeAlaw(input: Uint8Array, output?: Int16Array): Int16Array {
  return expand(input, ALAW_TO_PCM, output);
}

/**
 * Encodes samples as µ-law bytes. With `output`, fills its start and returns that part of it.
 * @throws RangeError when `output` is too short.
 */
export function encodeUlaw(input: Int16Array, output?: Uint8Array): Uint8Array {
  return compress(input, PCM_TO_ULAW, ULAW_DROPPED_BITS, output);
}

/** As {@link encodeUlaw}, for A-law. */
export function encodeAlaw(input: Int16Array, output?: Uint8Array): Uint8Array {
  return compress(input, PCM_TO_ALAW, ALAW_DROPPED_BITS, output);
}

function expand(input: Uint8Array, table: Int16Array, given: Int16Array | undefined): Int16Array {
  const output = given ?? new Int16Array(input.length);
  if (output.length < input.length) throw new RangeError('Output is shorter than input');
  for (let i = 0; i < input.length; i += 1) output[i] = table[input[i] as number] as number;
  return output.length === input.length ? output : output.subarray(0, input.length);
}

function compress(
  input: Int16Array,
  table: Uint8Array,
  droppedBits: number,
  given: Uint8Array | undefined,
): Uint8Array {
  const output = given ?? new Uint8Array(input.length);
  if (output.length < input.length) throw new RangeError('Output is shorter than input');
  const mask = table.length - 1;
  for (let i = 0; i < input.length; i += 1) {
    output[i] = table[((input[i] as number) >> droppedBits) & mask] as number;
  }
  return output.length === input.length ? output : output.subarray(0, input.length);
}

/** Indexed by the significant bits of a sample, as an unsigned number. */
function compressionTable(droppedBits: number, code: (sample: number) => number): Uint8Array {
  const table = new Uint8Array(0x10000 >> droppedBits);
  for (let sample = -0x8000; sample < 0x8000; sample += 1 << droppedBits) {
    table[(sample >> droppedBits) & (table.length - 1)] = code(sample);
  }
  return table;
}

function expandUlaw(code: number): number {
  const inverted = ~code & 0xff;
  const exponent = (inverted >> 4) & 7;
  const mantissa = inverted & 15;
  const magnitude = (((mantissa << 3) + 0x84) << exponent) - 0x84;
  return code < 0x80 ? -magnitude : magnitude;
}

function compressUlaw(sample: number): number {
  const biased = Math.min(((sample < 0 ? ~sample : sample) >> 2) + 33, 0x1fff);
  const segment = 32 - Math.clz32(biased >> 6);
  const code = ((7 - segment) << 4) | (15 - ((biased >> (segment + 1)) & 15));
  return sample < 0 ? code : code | 0x80;
}

function expandAlaw(code: number): number {
  const toggled = code ^ ALAW_TOGGLED_BITS;
  const exponent = (toggled >> 4) & 7;
  const step = ((toggled & 15) << 4) + 8;
  const magnitude = exponent === 0 ? step : (step + 0x100) << (exponent - 1);
  return code < 0x80 ? -magnitude : magnitude;
}

function compressAlaw(sample: number): number {
  const magnitude = (sample < 0 ? ~sample : sample) >> 4;
  const exponent = magnitude < 16 ? 0 : 28 - Math.clz32(magnitude);
  const mantissa = (exponent < 2 ? magnitude : magnitude >> (exponent - 1)) & 15;
  const code = (exponent << 4) | mantissa;
  return (sample < 0 ? code : code | 0x80) ^ ALAW_TOGGLED_BITS;
}
