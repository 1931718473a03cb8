import express, {
  type Express,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import { requestWatcher } from './access-log.ts';
import { failureAnswerer } from './answer-failure.ts';
import { apiDocument, asksForDocument, sendDocument } from './api-document.ts';
import type { DialectLocals, DialectOptions } from './dialect-options.ts';
import { HttpError } from './http-failure.ts';
import { jsonBody } from './json-body.ts';
import { loadDocument, type OpenApiDocument } from './openapi-document.ts';
import { OperationTable, type PathMatch } from './operation-table.ts';
import { requestIdOf } from './request-id.ts';
import { originForm, pathOf } from './request-target.ts';
import { requestValidation, useValidatedParameters } from './request-validation.ts';
import { responseValidation } from './response-validation.ts';
import { refuseUnknownQuery } from './unknown-query.ts';

/** A request to this dialect. */
interface Target {
  readonly rawUrl: string;
  readonly url: string;
  readonly match: PathMatch | undefined;
  /** Whether it is for the document itself. */
  readonly isDocument: boolean;
}

/**
 * An Express app for one dialect, to be mounted at the root of a server. Several can be mounted
 * in one: requests outside the base paths of the document's servers fall through.
 *
 * It takes a few hundred milliseconds, because it compiles all request validators, so that no request has to.
 * @throws Error when the document cannot be read, or refers to something that it does not have.
 */
export function createDialectApp(options: DialectOptions): Express {
  const document = loadDocument(options.spec);
  const { text } = apiDocument(options.name, options.spec);
  const table = new OperationTable(document);
  const targets = new WeakMap<Request, Target>();
  const inside = pipeline(options, document, table, (req) => targets.get(req)?.match);
  const watch = requestWatcher(options);
  const answer = failureAnswerer(options);
  // Vendors send neither header; routing is strict because `rewrite` handles alternative spellings.
  const app = express().disable('x-powered-by').disable('etag').enable('case sensitive routing');
  return app.use((req, res, next) => {
    const target = locate(req, options, table);
    if (target === undefined) {
      next();
      return;
    }
    targets.set(req, target);
    begin(req, res, target, options.headers);
    watch(req, res);
    if (target.isDocument) {
      // It is public: clients read it before they know credentials.
      sendDocument(res, { text });
      return;
    }
    inside(req, res, (error?: unknown) => {
      answer(error ?? new HttpError({ kind: 'no-route' }), req, res);
    });
  });
}

/** The middleware for requests to the dialect, in order. */
function pipeline(
  options: DialectOptions,
  document: OpenApiDocument,
  table: OperationTable,
  matchOf: (req: Request) => PathMatch | undefined,
): Router {
  const routes = Router({ caseSensitive: true });
  useValidatedParameters(routes, table.parameters);
  options.routes(routes);
  const inside = Router({ caseSensitive: true });
  inside.use(...(options.before ?? []), (req, _res, next) => {
    requireOperation(req.method, matchOf(req));
    next();
  });
  inside.use(
    ...(options.bodyParsers ?? defaultBodyParsers()),
    ...(options.unknownQuery === 'refuse' ? [refuseUnknownQuery(matchOf)] : []),
    requestValidation(document, table, matchOf),
    ...(options.validateResponses ? [responseValidation(document, matchOf)] : []),
  );
  for (const base of table.bases) inside.use(base === '' ? '/' : base, routes);
  return inside;
}

function defaultBodyParsers(): RequestHandler[] {
  return [...jsonBody({ limit: '1mb' }), express.urlencoded({ extended: false, limit: '1mb' })];
}

/** The target of a request, or undefined when it is not for this dialect. */
function locate(
  req: Request,
  { rewrite, name, logger }: DialectOptions,
  table: OperationTable,
): Target | undefined {
  const rawUrl = req.originalUrl;
  const canonical = originForm(rawUrl);
  let url = canonical;
  try {
    url = rewrite?.(canonical) ?? canonical;
  } catch (err) {
    if (!(err instanceof URIError)) logger.error({ dialect: name, err }, 'a URL was not rewritten');
  }
  const path = pathOf(url);
  const base = table.baseOf(path);
  if (base === undefined) return undefined;
  if (path === base) url = `${path}/${url.slice(path.length)}`;
  const match = table.match(path.slice(base.length) || '/');
  return { rawUrl, url, match, isDocument: asksForDocument(req, path, base) };
}

function begin(
  req: Request,
  res: Response,
  { rawUrl, url, match }: Target,
  headers: DialectOptions['headers'] = {},
): void {
  // The validator reads originalUrl, the routers read url.
  req.url = url;
  req.originalUrl = url;
  const locals: DialectLocals = {
    rawUrl,
    requestId: requestIdOf(req),
    operation: match?.template,
    allow: match === undefined ? undefined : [...match.operations.keys()],
  };
  Object.assign(res.locals, locals);
  res.removeHeader('X-Powered-By');
  res.setHeader('X-Request-Id', locals.requestId);
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
}

/** Refuses unknown paths and methods, and parameters that cannot be decoded. */
function requireOperation(method: string, match: PathMatch | undefined): void {
  if (match === undefined) throw new HttpError({ kind: 'no-route' });
  if (!match.operations.has(method)) {
    throw new HttpError({ kind: 'method-not-allowed', allow: [...match.operations.keys()] });
  }
  if (match.malformed !== undefined) {
    const problem = { path: `/params/${match.malformed}`, message: 'is not percent-encoded UTF-8' };
    throw new HttpError({ kind: 'invalid', status: 400, problems: [problem] });
  }
}
