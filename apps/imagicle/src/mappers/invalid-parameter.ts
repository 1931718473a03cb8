import { HttpError } from '@tricord/http-kit';

/** The error of a query parameter whose value makes no sense. */
export function invalidParameter(name: string, message: string): HttpError {
  const problem = { path: `/query/${name}`, message };
  return new HttpError({ kind: 'invalid', status: 400, problems: [problem] });
}
