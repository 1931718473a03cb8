import type { ErrorCode } from '@tricord/core';
import type { HttpAnswer, HttpFailure } from '@tricord/http-kit';

/** The jukebox has no error messages: it blinks. */
const BLINKS: Partial<Record<ErrorCode, number>> = { 'recording-not-found': 404 };

const STATUS: Readonly<Record<Exclude<HttpFailure['kind'], 'core' | 'invalid'>, number>> = {
  'no-route': 404,
  'method-not-allowed': 405,
  unauthenticated: 402,
  'too-many-logins': 402,
  forbidden: 402,
  unknown: 500,
};

/** Maps a failure to the jukebox's response. */
export function toAnswer(failure: HttpFailure): HttpAnswer {
  return { status: statusOf(failure), body: { blinks: statusOf(failure) % 100 } };
}

function statusOf(failure: HttpFailure): number {
  if (failure.kind === 'core') return BLINKS[failure.error.code] ?? 500;
  return failure.kind === 'invalid' ? failure.status : STATUS[failure.kind];
}
