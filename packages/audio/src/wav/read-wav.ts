import { decode } from '../encoding.ts';
import { deinterleave } from '../pcm.ts';
import { parseWavHeader } from './parse-wav-header.ts';
import type { WavFormat } from './wav-format.ts';

/**
 * Reads a whole WAV file.
 * @throws WavError as {@link parseWavHeader} does.
 */
export function readWav(bytes: Uint8Array): {
  format: WavFormat;
  durationMs: number;
  channels: Int16Array[];
} {
  const { encoding, channels, sampleRateHz, dataOffset, dataBytes } = parseWavHeader(bytes);
  const samples = decode(bytes.subarray(dataOffset, dataOffset + dataBytes), encoding);
  return {
    format: { encoding, channels, sampleRateHz },
    durationMs: (samples.length / channels / sampleRateHz) * 1000,
    channels: deinterleave(samples, channels),
  };
}
