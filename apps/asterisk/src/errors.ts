import { type ErrorCode, isTricordError, TricordError } from '@tricord/core';
import type { HttpAnswer, HttpFailure, Problem } from '@tricord/http-kit';
import { allowedMethods } from './dispatch/answer-options.ts';
import type { components } from './generated/api.ts';

interface Fault {
  readonly status: number;
  /** Default: the error's own. */
  readonly message?: string;
}

const RECORDING_NOT_FOUND: Fault = { status: 404, message: 'Recording not found' };
const FAULT_HERE: Fault = { status: 500, message: 'Internal Server Error' };

/** ARI's response to each error of the core. */
const CORE_FAULTS: Record<ErrorCode, Fault> = {
  'invalid-argument': { status: 400 },
  'session-not-found': { status: 404, message: 'Channel not found' },
  'session-not-live': { status: 409, message: 'Channel not in Stasis application' },
  'conference-not-found': { status: 404, message: 'Bridge not found' },
  'conference-exists': { status: 409 },
  'session-not-in-conference': { status: 422, message: 'Channel not in this bridge' },
  'recording-not-found': RECORDING_NOT_FOUND,
  'recording-not-live': { status: 409, message: 'Recording not in session' },
  'recording-preserved': { status: 409 },
  'delivery-not-found': { status: 404 },
  'events-not-kept': { status: 410 },
  'user-not-found': { status: 404 },
  'username-taken': { status: 409 },
  'user-read-only': { status: 409 },
  'recording-name-invalid': { status: 400 },
  'recording-name-taken': { status: 409 },
  'already-recorded': { status: 409 },
  'line-not-found': { status: 404 },
  'line-not-monitorable': { status: 409 },
  'line-automatic': { status: 409 },
  'media-not-ready': RECORDING_NOT_FOUND,
  'media-unreadable': { status: 403, message: 'Recording could not be opened' },
  // Asterisk has no status for a recorder that accepts nothing, so it is a 500.
  'recorder-unavailable': { status: 500, message: 'The recorder is not available' },
  'recorder-draining': { status: 500, message: 'The recorder is shutting down' },
  'recorder-full': { status: 500 },
  busy: { status: 503, message: 'Service Unavailable' },
  forbidden: { status: 403 },
  internal: FAULT_HERE,
};

/** Parameters that have their own status when they are invalid; that of others is 400. */
const PARAMETER_STATUS: ReadonlyMap<unknown, number> = new Map([['format', 422]]);

/** The messages for requests that violate openapi.yaml, by the location of the error. */
const PROBLEM_MESSAGES: ReadonlyMap<string, string> = new Map([
  ['/query/maxDurationSeconds', 'max_duration_seconds cannot be negative'],
  ['/query/maxSilenceSeconds', 'max_silence_seconds cannot be negative'],
  ['/query/limit', 'limit must be from 1 to 1000'],
]);

/** Maps a failure to ARI's status and body. */
export function toAnswer(failure: HttpFailure): HttpAnswer {
  switch (failure.kind) {
    case 'core':
      return coreAnswer(failure.error);
    case 'invalid':
      return invalidAnswer(failure.status, failure.problems);
    case 'no-route':
      return answer(404, 'Resource not found');
    case 'method-not-allowed':
      return answer(405, 'Invalid method', { Allow: allowedMethods(failure.allow).join(',') });
    case 'unauthenticated':
      return answer(401, 'Authentication required', {
        'WWW-Authenticate': 'Basic realm="Asterisk REST Interface"',
      });
    case 'too-many-logins':
      return answer(429, 'Too many wrong passwords', {
        'Retry-After': String(failure.retryAfterS),
      });
    case 'forbidden':
      return answer(403, 'Write access denied');
    case 'unknown':
      return answer(500, 'Internal Server Error');
  }
}

/**
 * Gives a core error the message that Asterisk has in this operation. For a `catch`.
 * @throws always: `error`, with the operation's message if there is one for its code.
 */
export function rephrase(messages: Partial<Record<ErrorCode, string>>): (error: unknown) => never {
  return (error) => {
    const message = isTricordError(error) ? messages[error.code] : undefined;
    if (!isTricordError(error) || message === undefined) throw error;
    throw new TricordError(error.code, message, { cause: error });
  };
}

/** An error with ARI's status and message, for errors that only ARI has. */
export function refusal(status: number, message: string): TricordError {
  return new TricordError('invalid-argument', message, { details: { status } });
}

function coreAnswer(error: TricordError): HttpAnswer {
  const fault = CORE_FAULTS[error.code];
  const status = error.code === 'invalid-argument' ? argumentStatus(error) : fault.status;
  return answer(status, fault.message ?? error.message);
}

function argumentStatus({ details }: TricordError): number {
  if (typeof details.status === 'number') return details.status;
  return PARAMETER_STATUS.get(details.parameter) ?? CORE_FAULTS['invalid-argument'].status;
}

function invalidAnswer(status: 400 | 413 | 415, problems: readonly Problem[]): HttpAnswer {
  if (status === 413) return answer(413, 'Request body too large');
  const path = problems[0]?.path ?? '';
  if (path.startsWith('/body')) return answer(400, 'Error parsing request body');
  return answer(400, PROBLEM_MESSAGES.get(path) ?? 'Error parsing request');
}

function answer(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  const body: components['schemas']['Error'] = { message };
  return { status, headers, body };
}
