import { HttpError } from '@tricord/http-kit';
import { NOT_CALLABLE } from '../errors.ts';

const PATH = '/body/RecordingStatusCallback';

/**
 * Parses the callback URL of a client.
 * @throws HttpError when it is not a URL (21402), or not an HTTP URL (21456).
 */
export function parseCallbackUrl(text: string): URL {
  if (!URL.canParse(text)) throw invalid('is not a valid URL');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw invalid('is not an http or https URL', NOT_CALLABLE);
  }
  return url;
}

function invalid(message: string, errorCode?: string): HttpError {
  const problem = { path: PATH, message, ...(errorCode === undefined ? {} : { errorCode }) };
  return new HttpError({ kind: 'invalid', status: 400, problems: [problem] });
}
