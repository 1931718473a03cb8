import type { RequestOptions } from '../scenario/step.ts';
import type { RawReply } from './raw-request.ts';

type ObserveOptions = Pick<RequestOptions, 'spacing' | 'audible' | 'reduce'>;

/** 50 ms of PCM16 silence at 8 kHz. */
const END_IN_SILENCE = /\0{800}$/;

/**
 * The parts of a reply that are compared, with the body as parsed JSON, text, or a summary of the audio.
 * @param names headers that are compared, in lower case
 */
export function observeReply(
  { status, headers, body }: RawReply,
  names: readonly string[],
  { spacing = false, audible = false, reduce = (whole: unknown) => whole }: ObserveOptions = {},
): Readonly<Record<string, unknown>> {
  const type = headers['content-type'] ?? '';
  const isJson = /^application\/json/.test(type) && body !== '';
  const text = Buffer.from(body, 'latin1').toString();
  const present = names.filter((name) => headers[name] !== undefined);
  const length = headers['content-length'];
  return {
    status,
    headers: Object.fromEntries(present.map((name) => [name, headers[name]])),
    ...(body === '' ? {} : { hasContentLength: length === String(body.length) }),
    body: isJson ? reduce(JSON.parse(text)) : type.startsWith('audio/') ? audioOf(body) : text,
    ...(spacing ? { text } : {}),
    ...(audible ? { endsInSilence: END_IN_SILENCE.test(body) } : {}),
  };
}

/** Container and emptiness only: the length of a recording is never exactly the same. */
function audioOf(body: string): object {
  return { container: body.startsWith('RIFF') ? 'WAV' : 'none', isEmpty: body.length <= 44 };
}
