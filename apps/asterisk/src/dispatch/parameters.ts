import type { Request, RequestHandler } from 'express';
import { isTrue, parseParameters, queryOf, splitUrl } from './ari-uri.ts';

/** Parameters whose spellings are normalized to the one in openapi.yaml for their type. */
const CANONICAL: ReadonlyMap<string, (text: string) => string> = new Map([
  ['maxDurationSeconds', integer],
  ['maxSilenceSeconds', integer],
  ['beep', boolean],
  ['subscribeAll', boolean],
  ['limit', integer],
]);

/** Parameters that may be an array in JSON; elsewhere their values are separated by commas. */
const LISTS: ReadonlySet<string> = new Set(['app', 'channel', 'eventSource', 'only', 'source']);

const MAX_INT = 2 ** 31 - 1;

/**
 * Collects a request's parameters from its JSON body, query and form (in order of precedence) and
 * makes them its query, so that the document and the routes find them in one place. Empty parameters are
 * omitted, because empty means the default.
 */
export const mergeParameters: RequestHandler = (req, _res, next) => {
  const merged = new Map([
    ...formParameters(req),
    ...queryOf(req.originalUrl),
    ...jsonParameters(req.body),
  ]);
  const query = [...merged]
    .filter(([name, value]) => value !== '' && /^\w+$/.test(name))
    .map(([name, value]) => [name, CANONICAL.get(name)?.(value) ?? value] as const)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&');
  const [path] = splitUrl(req.originalUrl);
  req.originalUrl = query === '' ? path : `${path}?${query}`;
  req.url = req.originalUrl;
  next();
};

function formParameters(req: Request): Map<string, string> {
  // Only the form parser yields text.
  return typeof req.body === 'string' ? parseParameters(req.body) : new Map();
}

/** The fields of a JSON body that can be parameters: strings, numbers, booleans, and lists of them. */
function jsonParameters(body: unknown): [string, string][] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if (LISTS.has(name) && Array.isArray(value)) return [[name, value.filter(isScalar).join()]];
    return isScalar(value) ? [[name, String(value)]] : [];
  });
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Like C's atoi: the digits at the start, or 0. */
function integer(text: string): string {
  const value = Number.parseInt(text, 10);
  return String(Number.isNaN(value) ? 0 : Math.max(-MAX_INT, Math.min(MAX_INT, value)));
}

function boolean(text: string): string {
  return String(isTrue(text));
}
