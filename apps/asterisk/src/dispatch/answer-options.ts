import { type DialectLocals, HttpError } from '@tricord/http-kit';
import type { RequestHandler } from 'express';
import { answerPreflight } from './cors.ts';

/** Answers OPTIONS for every existing path. */
export const answerOptions: RequestHandler = (req, res, next) => {
  if (req.method !== 'OPTIONS') {
    next();
    return;
  }
  const { allow } = res.locals as DialectLocals;
  if (allow === undefined) throw new HttpError({ kind: 'no-route' });
  const methods = allowedMethods(allow);
  res.setHeader('Allow', methods.join(','));
  answerPreflight(req, res, methods);
  res.status(204).end();
};

/** The order in which Asterisk lists methods. */
const ORDER = ['OPTIONS', 'GET', 'POST', 'PUT', 'DELETE'];

/** The allowed methods of a path: OPTIONS, and those in the document. */
export function allowedMethods(documented: readonly string[]): readonly string[] {
  const allowed = new Set(['OPTIONS', ...documented]);
  return ORDER.filter((method) => allowed.has(method));
}
