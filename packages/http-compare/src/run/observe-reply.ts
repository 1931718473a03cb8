import type { AskOptions } from '../scenario/step.ts';
import type { RawReply } from './raw-request.ts';

type ObserveOptions = Pick<AskOptions, 'spacing' | 'audible' | 'reduce'>;

/** So many bytes of PCM are 50 ms at 8 kHz. */
const END_IN_SILENCE = /\0{800}$/;

/**
 * What of a reply is compared: the body as JSON where it is, as text, or as so many bytes of audio.
 * @param names of the headers that are compared, in lower case.
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
    ...(body === '' ? {} : { lengthIsTold: length === String(body.length) }),
    body: isJson ? reduce(JSON.parse(text)) : type.startsWith('audio/') ? audioOf(body) : text,
    ...(spacing ? { text } : {}),
    ...(audible ? { endsInSilence: END_IN_SILENCE.test(body) } : {}),
  };
}

/** The beginning of a file says which format it has; how long a call was recorded is never quite the same. */
function audioOf(body: string): object {
  return { container: body.startsWith('RIFF') ? 'WAV' : 'none', isEmpty: body.length <= 44 };
}
