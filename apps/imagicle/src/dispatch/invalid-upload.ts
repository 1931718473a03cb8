import { HttpError } from '@tricord/http-kit';

/** The error of an upload whose part there makes no sense. */
export function invalidUpload(path: string, message: string): HttpError {
  return new HttpError({ kind: 'invalid', status: 400, problems: [{ path, message }] });
}
