import type { TricordError } from '@tricord/core';
import type { Request } from 'express';
import type { HttpAnswer, HttpFailure, Problem } from '../http-failure.ts';
import { problem } from './problem.ts';

const BY_STATUS = {
  400: 'invalid-request',
  413: 'too-large',
  415: 'unsupported-media-type',
} as const;
const INTERNAL = 'Something went wrong here; the log says what';
/** So many of a list of problems are told in one sentence. */
const MOST_TOLD = 3;

/** The answer to a failure where no vendor says otherwise: problem details (RFC 9457). */
export function problemAnswer(failure: HttpFailure, req: Request): HttpAnswer {
  switch (failure.kind) {
    case 'core':
      return ofCore(failure.error, req);
    case 'invalid': {
      const problems = failure.problems.map(({ path, message }) => ({ path, message }));
      return problem(BY_STATUS[failure.status], { detail: sentenceOf(problems), problems });
    }
    case 'no-route':
      return problem('no-such-resource', { detail: 'There is nothing at this path' });
    case 'method-not-allowed': {
      const allowed = failure.allow.join(', ');
      const detail = `This path takes ${allowed === '' ? 'no method' : allowed}`;
      return problem('method-not-allowed', { detail, headers: { Allow: allowed } });
    }
    case 'unauthenticated':
      return problem('unauthenticated', { detail: 'Credentials are missing or wrong' });
    case 'too-many-logins':
      return problem('too-many-logins', {
        detail: `Too many wrong credentials; try again in ${failure.retryAfterS} s`,
        headers: { 'Retry-After': String(failure.retryAfterS) },
      });
    case 'forbidden':
      return problem('forbidden', { detail: 'These credentials do not allow it' });
    case 'unknown':
      return problem('internal', { detail: INTERNAL });
  }
}

function ofCore({ code, message, details }: TricordError, req: Request): HttpAnswer {
  const { parameter, ...facts } = details;
  const problems =
    parameter === undefined ? {} : { problems: [{ path: placeOf(parameter, req), message }] };
  return problem(code, { detail: code === 'internal' ? INTERNAL : message, facts, ...problems });
}

function placeOf(parameter: string | number, { query, params }: Request): string {
  const place = [query, params].findIndex((given) => Object.hasOwn(given ?? {}, parameter));
  return `/${['query', 'params'][place] ?? 'body'}/${parameter}`;
}

function sentenceOf(problems: readonly Problem[]): string {
  const told = problems.slice(0, MOST_TOLD).map(({ path, message }) => `${path} ${message}`.trim());
  const more = problems.length - told.length;
  return told.join('; ') + (more > 0 ? `; and ${more} more` : '');
}
