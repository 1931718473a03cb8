import type { ErrorCode, TricordError } from '@tricord/core';
import type { HttpAnswer, HttpFailure, Problem } from '@tricord/http-kit';
import type { Request } from 'express';
import { type Endpoint, endpointOf } from './dispatch/endpoint.ts';
import { type Fault, NO_EXTENSION, REASONS } from './mappers/reasons.ts';

/** The status of each error of the core, unless the endpoint has its own. */
const STATUSES: Readonly<Record<ErrorCode, number>> = {
  'invalid-argument': 400,
  'session-not-found': 409,
  'session-not-live': 409,
  'conference-not-found': 409,
  'conference-exists': 409,
  'session-not-in-conference': 409,
  'recording-not-found': 409,
  'recording-not-live': 409,
  'recording-preserved': 409,
  'delivery-not-found': 404,
  'events-not-kept': 410,
  'user-not-found': 404,
  'username-taken': 409,
  'user-read-only': 409,
  'recording-name-invalid': 500,
  'recording-name-taken': 500,
  'already-recorded': 429,
  'line-not-found': 400,
  'line-not-monitorable': 400,
  'line-automatic': 400,
  'media-not-ready': 404,
  'media-unreadable': 500,
  'recorder-unavailable': 504,
  busy: 503,
  'recorder-draining': 504,
  'recorder-full': 503,
  forbidden: 403,
  internal: 500,
};

type Statuses = Partial<Record<ErrorCode, number>>;

/** Statuses that an endpoint documents differently. */
const OWN_STATUSES: Readonly<Partial<Record<Endpoint, Statuses>>> = {
  'list-live': { 'recorder-unavailable': 500, 'recorder-draining': 500 },
  start: { 'recorder-unavailable': 503, 'recorder-draining': 503 },
  'stop-own': { 'recorder-unavailable': 500, 'recorder-draining': 500 },
  pause: { 'recorder-unavailable': 500, 'recorder-draining': 500 },
  recording: { 'recording-not-found': 404 },
  media: { 'recording-not-found': 404 },
};

/** Maps a failure to Imagicle's status. Only a 400 has a body, at the endpoints that document one. */
export function toAnswer(failure: HttpFailure, req: Request): HttpAnswer {
  const endpoint = endpointOf(req);
  const answer = answerOf(failure, endpoint);
  if (endpoint !== 'upload' || req.complete) return answer;
  // The rest of the body, perhaps hundreds of MB, is not read, so the connection cannot be reused.
  return { ...answer, headers: { ...answer.headers, Connection: 'close' } };
}

function answerOf(failure: HttpFailure, endpoint: Endpoint | undefined): HttpAnswer {
  switch (failure.kind) {
    case 'core':
      return coreAnswer(failure.error, endpoint);
    case 'invalid':
      return failure.status === 400
        ? invalidRequest(endpoint, failure.problems)
        : { status: failure.status };
    case 'no-route':
      return { status: 404 };
    case 'method-not-allowed':
      return { status: 405, headers: { Allow: failure.allow.join(', ') } };
    case 'unauthenticated':
      return { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="Imagicle"' } };
    case 'too-many-logins':
      return { status: 429, headers: { 'Retry-After': String(failure.retryAfterS) } };
    case 'forbidden':
      return { status: 403 };
    case 'unknown':
      return { status: 500 };
  }
}

function coreAnswer(error: TricordError, endpoint: Endpoint | undefined): HttpAnswer {
  const own = endpoint === undefined ? undefined : OWN_STATUSES[endpoint]?.[error.code];
  const status = own ?? STATUSES[error.code];
  if (status !== 400) return { status };
  if (error.code === 'line-automatic') return badRequest(endpoint, 'device-automatic');
  if (error.code === 'invalid-argument') {
    return endpoint === 'upload'
      ? withMessage(badRequest(endpoint, 'audio-invalid'), error.message)
      : badRequest(endpoint, 'line-unnamed');
  }
  return badRequest(endpoint, 'line-unmonitorable', error.details.deviceName);
}

function invalidRequest(endpoint: Endpoint | undefined, problems: readonly Problem[]): HttpAnswer {
  const answer = badRequest(endpoint, faultOf(problems, endpoint));
  if (endpoint !== 'list' && endpoint !== 'upload') return answer;
  return withMessage(answer, textOf(problems));
}

function withMessage(answer: HttpAnswer, message: string): HttpAnswer {
  return answer.body === undefined ? answer : { ...answer, body: { ...answer.body, message } };
}

function faultOf(problems: readonly Problem[], endpoint: Endpoint | undefined): Fault {
  if (problems.some(({ errorCode }) => errorCode === NO_EXTENSION)) return 'no-extension';
  if (endpoint === 'list') {
    return problems.some(({ path }) => /^\/query\/page/.test(path))
      ? 'paging-invalid'
      : 'filter-invalid';
  }
  if (endpoint === 'upload') {
    const has = (part: string) => problems.some(({ path }) => path.startsWith(`/body/${part}`));
    if (has('jsondata')) return 'metadata-invalid';
    return has('attachment') ? 'audio-invalid' : 'body-invalid';
  }
  if (endpoint !== 'start' && endpoint !== 'stop-on-line') return 'id-invalid';
  const onlyMode = problems.every(({ path }) => path === '/body/mode');
  return onlyMode ? 'mode-invalid' : 'line-unnamed';
}

/** A description of the error, for people. */
function textOf(problems: readonly Problem[]): string {
  const texts = problems.map(({ path, message }) => `${path.split('/').at(-1)} ${message}`);
  return texts.join('; ');
}

function badRequest(
  endpoint: Endpoint | undefined,
  fault: Fault,
  deviceName?: string | number,
): HttpAnswer {
  const reason = endpoint === undefined ? undefined : REASONS[endpoint][fault];
  if (reason === undefined) return { status: 400 };
  return { status: 400, body: { reason, ...(deviceName === undefined ? {} : { deviceName }) } };
}
