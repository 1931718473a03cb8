import { endianness } from 'node:os';

const LITTLE_ENDIAN_HOST = endianness() === 'LE';

/**
 * Samples of little-endian PCM16 bytes: a view of the same memory if possible (even offset, little-endian host), else a
 * copy.
 * @throws RangeError when the last sample is incomplete.
 */
export function pcm16FromBytes(bytes: Uint8Array): Int16Array {
  if (bytes.length % 2 !== 0) throw new RangeError(`PCM16 of ${bytes.length} bytes`);
  if (LITTLE_ENDIAN_HOST && bytes.byteOffset % 2 === 0) {
    return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  }
  // Not slice(), which shares memory for a Buffer.
  const copy = new Uint8Array(bytes);
  if (!LITTLE_ENDIAN_HOST) swapBytes(copy);
  return new Int16Array(copy.buffer);
}

/** Little-endian PCM16 bytes of samples: the same memory on little-endian hosts, else a copy. */
export function pcm16ToBytes(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  if (LITTLE_ENDIAN_HOST) return bytes;
  const copy = Uint8Array.from(bytes);
  swapBytes(copy);
  return copy;
}

/**
 * Interleaves two channels; the shorter one is padded with silence. With `output`,
 * fills its start and returns that part of it.
 * @throws RangeError when `output` is too short.
 */
export function interleave(left: Int16Array, right: Int16Array, output?: Int16Array): Int16Array {
  const frames = Math.max(left.length, right.length);
  const pairs = output ?? new Int16Array(frames * 2);
  if (pairs.length < frames * 2) throw new RangeError('Output is shorter than input');
  for (let i = 0; i < frames; i += 1) {
    pairs[2 * i] = left[i] ?? 0;
    pairs[2 * i + 1] = right[i] ?? 0;
  }
  return pairs.subarray(0, frames * 2);
}

/**
 * The channels of an interleaved stream, each a copy.
 * @throws RangeError when the last frame is incomplete.
 */
export function deinterleave(samples: Int16Array, channels: number): Int16Array[] {
  const frames = framesOf(samples, channels);
  return Array.from({ length: channels }, (_, channel) => {
    const one = new Int16Array(frames);
    for (let i = 0; i < frames; i += 1) one[i] = samples[i * channels + channel] as number;
    return one;
  });
}

/**
 * The average of an interleaved stream's channels: never clips, and keeps the level of two identical channels. Mono is
 * returned unchanged.
 * @throws RangeError when the last frame is incomplete.
 */
export function toMono(interleaved: Int16Array, channels: number): Int16Array {
  return folded(interleaved, channels, (sum) => Math.round(sum / channels));
}

/**
 * The sum of an interleaved stream's channels, saturating: both parties of a call keep their level. Mono is returned
 * unchanged.
 * @throws RangeError when the last frame is incomplete.
 */
export function mixDown(interleaved: Int16Array, channels: number): Int16Array {
  return folded(interleaved, channels, saturate);
}

/** Adds `samples` to `sum` from index `at`; samples beyond its end are dropped. */
export function mixInto(sum: Int32Array, at: number, samples: Int16Array): void {
  const count = Math.min(samples.length, sum.length - at);
  for (let i = 0; i < count; i += 1) {
    sum[at + i] = (sum[at + i] as number) + (samples[i] as number);
  }
}

/** Writes `sum` from index `from` up to (not including) `to` into `output`, saturating to 16 bits. */
export function clipTo(
  sum: Int32Array,
  from: number,
  to: number,
  output: Int16Array,
  outputOffset: number,
): void {
  for (let i = from; i < to; i += 1) {
    output[outputOffset + i - from] = saturate(sum[i] as number);
  }
}

/** One channel, computed from the sum of each frame. */
function folded(
  interleaved: Int16Array,
  channels: number,
  sampleOf: (sum: number) => number,
): Int16Array {
  const frames = framesOf(interleaved, channels);
  if (channels === 1) return interleaved;
  const mono = new Int16Array(frames);
  for (let i = 0; i < frames; i += 1) {
    let sum = 0;
    for (let c = 0; c < channels; c += 1) sum += interleaved[i * channels + c] as number;
    mono[i] = sampleOf(sum);
  }
  return mono;
}

function saturate(value: number): number {
  return value > 0x7fff ? 0x7fff : value < -0x8000 ? -0x8000 : value;
}

function framesOf(samples: Int16Array, channels: number): number {
  if (!Number.isInteger(channels) || channels < 1) throw new RangeError(`${channels} channels`);
  if (samples.length % channels !== 0) {
    throw new RangeError(`${samples.length} samples are not whole frames of ${channels} channels`);
  }
  return samples.length / channels;
}

function swapBytes(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i += 2) {
    const low = bytes[i] as number;
    bytes[i] = bytes[i + 1] as number;
    bytes[i + 1] = low;
  }
}
