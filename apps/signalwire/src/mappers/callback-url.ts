import { HttpError } from '@tricord/http-kit';
import { NOT_CALLABLE } from '../errors.ts';

const PATH = '/body/RecordingStatusCallback';

/**
 * The URL that a client wants to be told at.
 * @throws HttpError when it is none (21402), or none that can be called by HTTP (21456).
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
