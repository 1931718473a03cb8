import { MPEGDecoder } from 'mpg123-decoder';
import { interleave } from '../pcm.ts';
import { mp3Batches } from './mp3-batches.ts';
import { Mp3Error, NoMp3Error } from './mp3-error.ts';
import type { Mp3Frame } from './mp3-frame.ts';

/** An MP3 that is being read. */
export interface Mp3Stream {
  readonly sampleRateHz: number;
  readonly channels: 1 | 2;
  /** Interleaved samples in whole frames. */
  readonly samples: AsyncIterable<Int16Array>;
}

/**
 * Reads an MP3 chunk by chunk, trimming the encoder delay that its tags specify. `source` is closed when `samples` end,
 * fail or are abandoned, and at once when it is not an MP3.
 * @throws NoMp3Error when it does not begin like an MP3; Mp3Error, from `samples`, when it cannot be decoded, or its rate or
 *   channels change.
 */
export async function readMp3Stream(source: AsyncIterable<Uint8Array>): Promise<Mp3Stream> {
  const batches = mp3Batches(source);
  const first = await batches.next();
  if (first.done === true) throw new NoMp3Error();
  const { format, bytes } = first.value;
  return {
    sampleRateHz: format.sampleRateHz,
    channels: format.channels,
    samples: decoded(format, bytes, batches),
  };
}

async function* decoded(
  format: Mp3Frame,
  first: Uint8Array,
  rest: AsyncGenerator<{ readonly bytes: Uint8Array }>,
): AsyncGenerator<Int16Array> {
  const decoder = new MPEGDecoder({ enableGapless: true });
  await decoder.ready;
  try {
    yield* some(decodeBatch(decoder, format, first));
    for await (const { bytes } of rest) yield* some(decodeBatch(decoder, format, bytes));
  } finally {
    decoder.free();
    await rest.return(undefined);
  }
}

function decodeBatch(decoder: MPEGDecoder, format: Mp3Frame, bytes: Uint8Array): Int16Array {
  const { channelData, samplesDecoded, sampleRate, errors } = decoder.decode(bytes);
  const [fault] = errors;
  if (fault !== undefined) throw new Mp3Error(`MP3 cannot be decoded: ${fault.message}`);
  if (samplesDecoded === 0) return new Int16Array(0);
  if (sampleRate !== format.sampleRateHz) throw new Mp3Error('MP3 changes its sample rate');
  // The decoder always returns two channels.
  const [left, right] = channelData.map((channel) => toPcm16(channel.subarray(0, samplesDecoded)));
  if (left === undefined) return new Int16Array(0);
  return format.channels === 1 || right === undefined ? left : interleave(left, right);
}

function toPcm16(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (value) =>
    Math.max(-0x8000, Math.min(0x7fff, Math.round(value * 0x7fff))),
  );
}

function* some(samples: Int16Array): Generator<Int16Array> {
  if (samples.length > 0) yield samples;
}
