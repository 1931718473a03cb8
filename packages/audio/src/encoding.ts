import { decodeAlaw, decodeUlaw, encodeAlaw, encodeUlaw } from './g711.ts';
import { pcm16FromBytes, pcm16ToBytes } from './pcm.ts';

/** How samples are encoded; PCM16 is little-endian, PCM8 is unsigned with silence at 128. */
export type WavEncoding = 'pcm16' | 'pcm8' | 'ulaw' | 'alaw';

/** Bytes per sample of one channel. */
export function bytesPerSample(encoding: WavEncoding): 1 | 2 {
  return encoding === 'pcm16' ? 2 : 1;
}

/** Encodes samples as raw bytes. PCM16 may share the memory of `samples`. */
export function encode(samples: Int16Array, encoding: WavEncoding): Uint8Array {
  switch (encoding) {
    case 'pcm16':
      return pcm16ToBytes(samples);
    case 'pcm8':
      return Uint8Array.from(samples, (sample) => (sample >> 8) + 128);
    case 'ulaw':
      return encodeUlaw(samples);
    case 'alaw':
      return encodeAlaw(samples);
  }
}

/**
 * Decodes raw bytes to samples. PCM16 may share the memory of `bytes`.
 * @throws RangeError when the last sample is incomplete.
 */
export function decode(bytes: Uint8Array, encoding: WavEncoding): Int16Array {
  switch (encoding) {
    case 'pcm16':
      return pcm16FromBytes(bytes);
    case 'pcm8':
      return Int16Array.from(bytes, (byte) => (byte - 128) << 8);
    case 'ulaw':
      return decodeUlaw(bytes);
    case 'alaw':
      return decodeAlaw(bytes);
  }
}
