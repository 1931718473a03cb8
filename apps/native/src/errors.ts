import { STATUS_CODES } from 'node:http';
import type { ErrorCode, TricordError } from '@tricord/core';
import type { HttpAnswer, HttpFailure } from '@tricord/http-kit';
import type { components } from './generated/api.ts';

type Problem = components['schemas']['Problem'];
type ProblemFacts = Partial<Pick<Problem, 'detail' | 'details' | 'problems'>>;

const STATUS: Readonly<Record<ErrorCode, number>> = {
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

/** Maps a failure to problem details (RFC 9457). */
export function toAnswer(failure: HttpFailure): HttpAnswer {
  switch (failure.kind) {
    case 'core':
      return ofCore(failure.error);
    case 'invalid':
      return answer(failure.status, 'invalid-request', {
        problems: failure.problems.map(({ path, message }) => ({ path, message })),
      });
    case 'no-route':
      return answer(404, 'no-such-resource');
    case 'method-not-allowed':
      return answer(405, 'method-not-allowed', {}, { Allow: failure.allow.join(', ') });
    case 'unauthenticated':
      return answer(
        401,
        'unauthenticated',
        { detail: 'Give an API key: Authorization: Bearer <key>' },
        { 'WWW-Authenticate': 'Bearer realm="Tricord"' },
      );
    case 'too-many-logins':
      return answer(
        429,
        'too-many-logins',
        { detail: 'Too many requests with wrong API keys' },
        { 'Retry-After': String(failure.retryAfterS) },
      );
    case 'forbidden':
      return answer(403, 'forbidden', { detail: 'This key may only read' });
    case 'unknown':
      return answer(500, 'internal');
  }
}

function ofCore({ code, message, details }: TricordError): HttpAnswer {
  const facts = {
    ...(code === 'internal' ? {} : { detail: message }),
    ...(Object.keys(details).length === 0 ? {} : { details: { ...details } }),
  };
  return answer(STATUS[code], code, facts);
}

function answer(
  status: number,
  code: string,
  facts: ProblemFacts = {},
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  const title = STATUS_CODES[status] ?? 'Error';
  const body: Problem = { type: 'about:blank', title, status, code, ...facts };
  return { status, headers: { 'Content-Type': 'application/problem+json', ...headers }, body };
}
