import { bytesPerSample, encode, type WavEncoding } from '../encoding.ts';
import { Mp3Encoder } from '../mp3/mp3-encoder.ts';
import type { WavFormat } from '../wav/wav-format.ts';
import { wavHeader } from '../wav/wav-header.ts';
import type { AudioForm } from './audio-form.ts';
import type { SampleFormat } from './remix.ts';

/** Turns samples into the bytes of a file, in order: begin, write as often as needed, end. */
export interface AudioWriter {
  begin(): Uint8Array;
  /** The bytes may share memory with `interleaved`. */
  write(interleaved: Int16Array): Uint8Array;
  end(): Uint8Array;
}

const NOTHING = new Uint8Array(0);

/**
 * @param samples how many of each channel will be written.
 * @throws RangeError when MP3 cannot have these channels.
 */
export async function openAudioWriter(
  form: Pick<AudioForm, 'container' | 'encoding'>,
  format: SampleFormat & Pick<WavFormat, 'comment'>,
  samples: number,
): Promise<AudioWriter> {
  switch (form.container) {
    case 'wav':
      return wavWriter(form.encoding, format, samples);
    case 'raw':
      return {
        begin: () => NOTHING,
        write: (interleaved) => encode(interleaved, form.encoding),
        end: () => NOTHING,
      };
    case 'mp3':
      return mp3Writer(format, samples);
  }
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
