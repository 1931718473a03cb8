import { HttpError } from '@tricord/http-kit';

/** The error for an upload with an invalid part. */
export function invalidUpload(path: string, message: string): HttpError {
  return new HttpError({ kind: 'invalid', status: 400, problems: [{ path, message }] });
}
