import {
  decodeAlaw,
  decodeUlaw,
  encodeAlaw,
  encodeUlaw,
  pcm16FromBytes,
  pcm16ToBytes,
} from '@tricord/audio';

/** How audio is encoded on the wire; one channel. */
export interface Codec {
  readonly sampleRateHz: number;
  readonly bytesPerSample: 1 | 2;
  /** Decodes complete samples; the result is valid until the next call of any codec. */
  decode(bytes: Buffer): Int16Array;
  encode(samples: Int16Array): Uint8Array;
}

let memory = new Int16Array(4096);
/** Its used part. Most pieces of audio have the same length as the previous one. */
let scratch = memory;

/** Reused memory for this many samples. */
function scratchFor(samples: number): Int16Array {
  if (scratch.length === samples) return scratch;
  if (memory.length < samples) memory = new Int16Array(2 ** Math.ceil(Math.log2(samples)));
  scratch = memory.subarray(0, samples);
  return scratch;
}

/** ITU-T G.711, µ-law. */
export function ulaw(sampleRateHz: number): Codec {
  return {
    sampleRateHz,
    bytesPerSample: 1,
    decode: (bytes) => decodeUlaw(bytes, scratchFor(bytes.length)),
    encode: (samples) => encodeUlaw(samples),
  };
}

/** ITU-T G.711, A-law. */
export function alaw(sampleRateHz: number): Codec {
  return {
    sampleRateHz,
    bytesPerSample: 1,
    decode: (bytes) => decodeAlaw(bytes, scratchFor(bytes.length)),
    encode: (samples) => encodeAlaw(samples),
  };
}

/** Signed linear, 16 bit. Big-endian bytes are swapped in place. */
export function linear16(sampleRateHz: number, endian: 'little' | 'big' = 'little'): Codec {
  return {
    sampleRateHz,
    bytesPerSample: 2,
    decode: (bytes) => pcm16FromBytes(endian === 'big' ? bytes.swap16() : bytes),
    encode: (samples) => {
      const bytes = pcm16ToBytes(samples);
      return endian === 'big' ? Buffer.from(bytes).swap16() : bytes;
    },
  };
}
