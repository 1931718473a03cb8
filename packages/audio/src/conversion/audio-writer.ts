import { bytesPerSample, encode, type WavEncoding } from '../encoding.ts';
import { G722Encoder } from '../g722/g722-encoder.ts';
import { Mp3Encoder } from '../mp3/mp3-encoder.ts';
import type { WavFormat } from '../wav/wav-format.ts';
import { wavHeader } from '../wav/wav-header.ts';
import type { AudioFormat } from './audio-format.ts';
import type { SampleFormat } from './remix.ts';

/** Encodes samples as the bytes of a file. Call `begin`, then `write` any number of times, then `end`. */
export interface AudioWriter {
  begin(): Uint8Array;
  /** The bytes may share memory with `interleaved`. */
  write(interleaved: Int16Array): Uint8Array;
  end(): Uint8Array;
}

const NOTHING = new Uint8Array(0);

/**
 * @param samples how many samples per channel will be written.
 * @throws RangeError when MP3 does not support that number of channels, or G.722 the format.
 */
export async function openAudioWriter(
  to: Pick<AudioFormat, 'container' | 'encoding'>,
  format: SampleFormat & Pick<WavFormat, 'comment'>,
  samples: number,
): Promise<AudioWriter> {
  const { container, encoding } = to;
  if (container === 'mp3') return mp3Writer(format, samples);
  if (encoding === 'g722') return g722Writer(container, format);
  if (container === 'wav') return wavWriter(encoding, format, samples);
  return {
    begin: () => NOTHING,
    write: (interleaved) => encode(interleaved, encoding),
    end: () => NOTHING,
  };
}

function g722Writer(container: 'wav' | 'raw', format: SampleFormat): AudioWriter {
  const { channels, sampleRateHz } = format;
  if (container !== 'raw' || channels !== 1 || sampleRateHz !== 16_000) {
    throw new RangeError(`G.722 of ${channels} channels at ${sampleRateHz} Hz in ${container}`);
  }
  const encoder = new G722Encoder();
  return {
    begin: () => NOTHING,
    write: (samples) => encoder.encode(samples),
    end: () => encoder.finish(),
  };
}

function wavWriter(
  encoding: WavEncoding,
  format: Omit<WavFormat, 'encoding'>,
  samples: number,
): AudioWriter {
  const dataBytes = samples * format.channels * bytesPerSample(encoding);
  return {
    begin: () => wavHeader({ encoding, ...format }, dataBytes),
    write: (interleaved) => encode(interleaved, encoding),
    // RIFF chunks have an even length.
    end: () => new Uint8Array(dataBytes % 2),
  };
}

async function mp3Writer(format: SampleFormat, samples: number): Promise<AudioWriter> {
  const { channels, sampleRateHz } = format;
  if (channels !== 1 && channels !== 2) throw new RangeError(`MP3 of ${channels} channels`);
  const encoder = await Mp3Encoder.open({ sampleRateHz, channels, samples });
  return {
    begin: () => NOTHING,
    write: (interleaved) => encoder.encode(interleaved),
    end: () => encoder.finish(),
  };
}
