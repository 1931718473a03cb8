import { HttpError } from '@tricord/http-kit';

/** The error for a query parameter with an invalid value. */
export function invalidParameter(name: string, message: string): HttpError {
  const problem = { path: `/query/${name}`, message };
  return new HttpError({ kind: 'invalid', status: 400, problems: [problem] });
}
