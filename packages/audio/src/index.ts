export { bytesPerSample, decode, encode, type WavEncoding } from './encoding.ts';
export { decodeAlaw, decodeUlaw, encodeAlaw, encodeUlaw } from './g711.ts';
export {
  clipTo,
  deinterleave,
  interleave,
  mixDown,
  mixInto,
  pcm16FromBytes,
  pcm16ToBytes,
  toMono,
} from './pcm.ts';
export { Resampler } from './resampler.ts';
export { SAMPLE_RATES_HZ } from './resampler-kernel.ts';
export { SilenceDetector } from './silence-detector.ts';
export { parseWavHeader, type WavInfo } from './wav/parse-wav-header.ts';
export { readWav } from './wav/read-wav.ts';
export { WavError, type WavFormat } from './wav/wav-format.ts';
export { WAV_HEADER_BYTES, wavHeader } from './wav/wav-header.ts';
