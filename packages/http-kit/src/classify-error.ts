import { isTricordError } from '@tricord/core';
import {
  BadRequest,
  NotFound,
  RequestEntityTooLarge,
  UnsupportedMediaType,
} from 'express-openapi-validator/dist/framework/types.js';
import { HttpError, type HttpFailure, type Problem } from './http-failure.ts';
import { isObject } from './openapi-document.ts';

/** Converts a thrown value to the failure of a request. */
export function classifyError(error: unknown): HttpFailure {
  if (error instanceof HttpError) return error.failure;
  if (isTricordError(error)) return { kind: 'core', error };
  return validationFailure(error) ?? parserFailure(error) ?? { kind: 'unknown', error };
}

function validationFailure(error: unknown): HttpFailure | undefined {
  if (error instanceof NotFound) return { kind: 'no-route' };
  const status = validationStatus(error);
  if (status === undefined || !(error instanceof Error)) return undefined;
  const items = isObject(error) && Array.isArray(error.errors) ? error.errors : [];
  const problems = items.map(toProblem);
  return {
    kind: 'invalid',
    status,
    problems: problems.length > 0 ? problems : [{ path: '', message: error.message }],
  };
}

function validationStatus(error: unknown): 400 | 413 | 415 | undefined {
  if (error instanceof BadRequest) return 400;
  if (error instanceof RequestEntityTooLarge) return 413;
  if (error instanceof UnsupportedMediaType) return 415;
  return undefined;
}

function toProblem(item: { path?: string; message?: string; errorCode?: string }): Problem {
  const { path = '', message = 'is not valid', errorCode } = item;
  return errorCode === undefined ? { path, message } : { path, message, errorCode };
}

/** Errors of body parsers, and of Express for undecodable paths: their messages are meant for the client. */
function parserFailure(error: unknown): HttpFailure | undefined {
  if (!isObject(error)) return undefined;
  const { status, type, message } = error;
  if (status !== 400 && status !== 413 && status !== 415) return undefined;
  if (error instanceof URIError) {
    return { kind: 'invalid', status, problems: [{ path: '/params', message: 'is malformed' }] };
  }
  if (error.expose !== true) return undefined;
  const problem = { path: '/body', message: String(message) };
  const errorCode = typeof type === 'string' ? { errorCode: type } : {};
  return { kind: 'invalid', status, problems: [{ ...problem, ...errorCode }] };
}
