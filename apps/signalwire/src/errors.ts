import type { ErrorCode, TricordError } from '@tricord/core';
import type { HttpAnswer, HttpFailure, Problem } from '@tricord/http-kit';
import type { Request } from 'express';
import type { components } from './generated/api.ts';

interface Fault {
  readonly status: number;
  readonly code: number;
}

const NOT_FOUND: Fault = { status: 404, code: 20404 };
const NOT_IN_PROGRESS: Fault = { status: 400, code: 21220 };
const BAD_REQUEST: Fault = { status: 400, code: 10000 };
const BAD_TOKEN: Fault = { status: 400, code: 54453 };
const INVALID_ARGUMENT: Fault = { status: 422, code: 10000 };
const UNAUTHENTICATED: Fault = { status: 401, code: 20003 };
const FORBIDDEN: Fault = { status: 403, code: 20003 };
const METHOD_NOT_ALLOWED: Fault = { status: 405, code: 20004 };
const CONFLICT: Fault = { status: 409, code: 20409 };
const TOO_MANY: Fault = { status: 429, code: 20429 };
const UNAVAILABLE: Fault = { status: 503, code: 20503 };
const FAULT_HERE: Fault = { status: 500, code: 20001 };

/** The response to each error of the core. */
const CORE_FAULTS: Record<ErrorCode, Fault> = {
  'invalid-argument': BAD_REQUEST,
  'session-not-found': NOT_FOUND,
  'session-not-live': NOT_IN_PROGRESS,
  'conference-not-found': NOT_FOUND,
  'conference-exists': BAD_REQUEST,
  'session-not-in-conference': NOT_FOUND,
  'recording-not-found': NOT_FOUND,
  'recording-not-live': NOT_IN_PROGRESS,
  'recording-preserved': CONFLICT,
  'delivery-not-found': NOT_FOUND,
  'events-not-kept': NOT_FOUND,
  'user-not-found': NOT_FOUND,
  'username-taken': BAD_REQUEST,
  'user-read-only': BAD_REQUEST,
  'recording-name-invalid': BAD_REQUEST,
  'recording-name-taken': BAD_REQUEST,
  'already-recorded': NOT_IN_PROGRESS,
  'line-not-found': NOT_FOUND,
  'line-not-monitorable': NOT_IN_PROGRESS,
  'line-automatic': NOT_IN_PROGRESS,
  'media-not-ready': NOT_FOUND,
  'media-unreadable': FAULT_HERE,
  'recorder-unavailable': UNAVAILABLE,
  busy: UNAVAILABLE,
  'recorder-draining': UNAVAILABLE,
  'recorder-full': UNAVAILABLE,
  forbidden: FORBIDDEN,
  internal: FAULT_HERE,
};

/** The errors for invalid parameters, by location; the vendor has specific codes for some. */
const PARAMETER_FAULTS: Readonly<Record<string, Fault>> = {
  '/query/Page': BAD_TOKEN,
  '/query/PageToken': BAD_TOKEN,
  '/query/PageSize': { status: 400, code: 54454 },
  '/query/Status': INVALID_ARGUMENT,
  '/body/Status': INVALID_ARGUMENT,
  '/body/PauseBehavior': INVALID_ARGUMENT,
  '/body/RecordingTrack': INVALID_ARGUMENT,
  '/body/RecordingChannels': INVALID_ARGUMENT,
  '/body/RecordingStatusCallback': { status: 400, code: 21402 },
  '/body/RecordingStatusCallbackMethod': { status: 400, code: 13221 },
  '/body/RecordingStatusCallbackEvent': { status: 400, code: 13621 },
  '/body/Trim': { status: 400, code: 13699 },
};

/** The validator's error code for a missing required value. */
const MISSING = 'required.openapi.validation';

/** The error code for a callback URL that is valid, but cannot be called. */
export const NOT_CALLABLE = 'not-callable';

/** Maps a failure to SignalWire's status and body. Every error has a JSON body, because the SDKs parse it. */
export function toAnswer(failure: HttpFailure, req: Request): HttpAnswer {
  switch (failure.kind) {
    case 'core':
      return coreAnswer(failure.error, req);
    case 'invalid':
      return invalidAnswer(failure.status, failure.problems, req);
    case 'no-route':
      return answer(NOT_FOUND, notFoundMessage(req));
    case 'method-not-allowed':
      return answer(METHOD_NOT_ALLOWED, 'Method not allowed', { Allow: failure.allow.join(', ') });
    case 'unauthenticated':
      return answer(UNAUTHENTICATED, 'Authentication failed', {
        'WWW-Authenticate': 'Basic realm="LaML API"',
      });
    case 'too-many-logins':
      return tooManyRequests(failure.retryAfterS);
    case 'forbidden':
      return answer(FORBIDDEN, 'Permission denied: the token lacks the scope "voice"');
    case 'unknown':
      return answer(FAULT_HERE, 'An internal error has occurred');
  }
}

/** The response to a client that exceeds the rate limit. */
export function tooManyRequests(retryAfterS: number): HttpAnswer {
  return answer(TOO_MANY, 'Too many requests', { 'Retry-After': String(retryAfterS) });
}

function coreAnswer(error: TricordError, req: Request): HttpAnswer {
  const { parameter } = error.details;
  if (error.code === 'invalid-argument' && (parameter === 'after' || parameter === 'before')) {
    return answer(BAD_TOKEN, 'PageToken is not one of this list and these filters');
  }
  const fault = CORE_FAULTS[error.code];
  if (fault === NOT_FOUND) return answer(fault, notFoundMessage(req));
  if (fault === NOT_IN_PROGRESS) return answer(fault, `${refusalOf(req)}: ${error.message}`);
  if (fault === FAULT_HERE) return answer(fault, 'An internal error has occurred');
  return answer(fault, error.message);
}

/** Twilio's message of 21220, which depends on what was to be changed. */
function refusalOf(req: Request): string {
  return req.res?.locals.operation === '/Accounts/{AccountSid}/Calls/{CallSid}.json'
    ? 'Call is not in-progress'
    : 'Requested resource is not eligible for recording';
}

function invalidAnswer(
  status: 400 | 413 | 415,
  problems: readonly Problem[],
  req: Request,
): HttpAnswer {
  const [problem] = problems;
  if (problem === undefined) return answer(BAD_REQUEST, 'The request is not valid');
  // A path that cannot be decoded refers to nothing.
  if (problem.path.startsWith('/params')) return answer(NOT_FOUND, notFoundMessage(req));
  return answer(status === 400 ? faultOf(problem) : { ...BAD_REQUEST, status }, textOf(problem));
}

function faultOf({ path, errorCode }: Problem): Fault {
  // If Status is missing, the whole body may be missing.
  if (errorCode === MISSING) return INVALID_ARGUMENT;
  if (errorCode === NOT_CALLABLE) return { status: 400, code: 21456 };
  // An error in an item of a list is one of its parameter.
  return PARAMETER_FAULTS[path.split('/', 3).join('/')] ?? BAD_REQUEST;
}

function textOf({ path, message, errorCode }: Problem): string {
  const [, place, name] = path.split('/');
  if (errorCode === MISSING) return `${name ?? 'A body'} is required`;
  if (errorCode === 'pattern.openapi.validation') return `${name} is not valid`;
  return name === undefined || place === 'headers' ? message : `${name} ${message}`;
}

function notFoundMessage(req: Request): string {
  const url: string = req.res?.locals.rawUrl ?? req.originalUrl;
  return `The requested resource ${url.split('?', 1)[0]} was not found`;
}

function answer(
  { status, code }: Fault,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  const body: components['schemas']['Error'] = {
    code,
    message,
    // The codes are Twilio's, and so are the pages that explain them.
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    status,
  };
  return { status, headers, body };
}
