import type { ErrorCode } from '@tricord/core';

/** Problems of requests that no use case has seen. */
type RequestProblem =
  | 'invalid-request'
  | 'too-large'
  | 'unsupported-media-type'
  | 'unauthenticated'
  | 'too-many-logins'
  | 'no-such-resource'
  | 'configuration-invalid'
  | 'method-not-allowed';

/** What a problem's `code` may be; docs/errors.md explains each. */
export type ProblemCode = ErrorCode | RequestProblem;

/** The HTTP status of each problem. */
export const PROBLEM_STATUS: Readonly<Record<ProblemCode, number>> = {
  'invalid-request': 400,
  'too-large': 413,
  'unsupported-media-type': 415,
  unauthenticated: 401,
  'too-many-logins': 429,
  'no-such-resource': 404,
  'configuration-invalid': 422,
  'method-not-allowed': 405,
  'invalid-argument': 400,
  'session-not-found': 404,
  'session-not-live': 409,
  'conference-not-found': 404,
  'conference-exists': 409,
  'session-not-in-conference': 409,
  'recording-not-found': 404,
  'recording-not-live': 409,
  'recording-preserved': 409,
  'delivery-not-found': 404,
  'events-not-kept': 410,
  'user-not-found': 404,
  'username-taken': 409,
  'user-read-only': 409,
  'recording-name-invalid': 400,
  'recording-name-taken': 409,
  'already-recorded': 409,
  'line-not-found': 404,
  'line-not-monitorable': 409,
  'line-automatic': 409,
  'media-not-ready': 409,
  'media-unreadable': 500,
  'recorder-unavailable': 503,
  busy: 503,
  'recorder-draining': 503,
  'recorder-full': 503,
  forbidden: 403,
  internal: 500,
};
