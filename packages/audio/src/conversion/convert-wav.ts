import { mp3SampleRate } from '../mp3/mp3-format.ts';
import type { WavInfo } from '../wav/parse-wav-header.ts';
import { readWavStream } from '../wav/read-wav-stream.ts';
import { bytesPerFrame } from '../wav/wav-format.ts';
import type { AudioForm } from './audio-form.ts';
import { openAudioWriter } from './audio-writer.ts';
import { Remix, type SampleFormat } from './remix.ts';

/**
 * A WAV file in another form, made piece by piece in the calling thread, as fast as it is taken. The
 * sound is exactly as long as it was, to half a sample of the new rate.
 * @param wavBytes length of the file, for files whose header does not say it.
 * @throws WavError when `wav` is no WAV file that we can read, or ends too early; RangeError when the
 *   form cannot be made of it.
 */
export async function* convertWav(
  wav: AsyncIterable<Uint8Array>,
  form: AudioForm,
  wavBytes = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  const { info, samples } = await readWavStream(wav, wavBytes);
  const format = targetFormat(info, form);
  const remix = new Remix(info, format);
  const length = remix.outputLength(info.dataBytes / bytesPerFrame(info));
  const writer = await openAudioWriter(form, format, length);

  yield* some(writer.begin());
  for await (const piece of samples) yield* some(writer.write(remix.process(piece)));
  yield* some(writer.write(remix.flush()));
  yield* some(writer.end());
}

function targetFormat(from: WavInfo, form: AudioForm): SampleFormat & Pick<WavInfo, 'comment'> {
  const { comment } = from;
  const sampleRateHz = form.sampleRateHz ?? from.sampleRateHz;
  const channels = form.channels ?? from.channels;
  return {
    channels,
    sampleRateHz: form.container === 'mp3' ? mp3SampleRate(sampleRateHz) : sampleRateHz,
    // It speaks of the channels as they were.
    ...(comment === undefined || channels !== from.channels ? {} : { comment }),
  };
}

function* some(bytes: Uint8Array): Generator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}
