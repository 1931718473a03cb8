import { mp3SampleRate } from '../mp3/mp3-format.ts';
import type { WavInfo } from '../wav/parse-wav-header.ts';
import { readWavStream } from '../wav/read-wav-stream.ts';
import { bytesPerFrame } from '../wav/wav-format.ts';
import type { AudioFormat } from './audio-format.ts';
import { openAudioWriter } from './audio-writer.ts';
import { Remix, type SampleFormat } from './remix.ts';

/**
 * Converts a WAV file to another format, chunk by chunk in the calling thread, as fast as the output is consumed.
 * The duration stays the same, to half a sample of the new rate.
 * @param wavBytes length of the file, for files whose header does not have it.
 * @throws WavError when `wav` is not a readable WAV file, or ends too early; RangeError when it cannot be
 *   converted to that format.
 */
export async function* convertWav(
  wav: AsyncIterable<Uint8Array>,
  to: AudioFormat,
  wavBytes = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  const { info, samples } = await readWavStream(wav, wavBytes);
  const format = targetFormat(info, to);
  const remix = new Remix(info, format);
  const length = remix.outputLength(info.dataBytes / bytesPerFrame(info));
  const writer = await openAudioWriter(to, format, length);

  yield* some(writer.begin());
  for await (const piece of samples) yield* some(writer.write(remix.process(piece)));
  yield* some(writer.write(remix.flush()));
  yield* some(writer.end());
}

function targetFormat(from: WavInfo, to: AudioFormat): SampleFormat & Pick<WavInfo, 'comment'> {
  const { comment } = from;
  const sampleRateHz = to.sampleRateHz ?? from.sampleRateHz;
  const channels = to.channels ?? from.channels;
  return {
    channels,
    sampleRateHz: to.container === 'mp3' ? mp3SampleRate(sampleRateHz) : sampleRateHz,
    // The comment describes the channels of the source.
    ...(comment === undefined || channels !== from.channels ? {} : { comment }),
  };
}

function* some(bytes: Uint8Array): Generator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}
