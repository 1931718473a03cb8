export { BEEP_MS, beep } from './beep.ts';
export type { AudioFormat } from './conversion/audio-format.ts';
export { convertWav } from './conversion/convert-wav.ts';
export { bytesPerSample, decode, encode, type WavEncoding } from './encoding.ts';
export { AudioFileError } from './files/audio-file-error.ts';
export type { RandomAccess } from './files/random-access.ts';
export { type AudioFileStream, readAudioFile } from './files/read-audio-file.ts';
export { decodeAlaw, decodeUlaw, encodeAlaw, encodeUlaw } from './g711.ts';
export { G722Decoder } from './g722/g722-decoder.ts';
export { G722Encoder } from './g722/g722-encoder.ts';
export { Mp3Encoder, type Mp3EncoderOptions } from './mp3/mp3-encoder.ts';
export { Mp3Error } from './mp3/mp3-error.ts';
export { MP3_SAMPLE_RATES_HZ, mp3SampleRate } from './mp3/mp3-format.ts';
export { type Mp3Stream, readMp3Stream } from './mp3/read-mp3-stream.ts';
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
export { readWavStream, type WavStream } from './wav/read-wav-stream.ts';
export { WavError, type WavFormat } from './wav/wav-format.ts';
export { WAV_HEADER_BYTES, wavHeader } from './wav/wav-header.ts';
