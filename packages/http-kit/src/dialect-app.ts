import { randomUUID } from 'node:crypto';
import express, {
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import { middleware as openApiValidator } from 'express-openapi-validator';
import type { Logger } from 'pino';
import { classifyError } from './classify-error.ts';
import { type HttpAnswer, HttpError, type HttpFailure } from './http-failure.ts';
import { loadDocument, type ValidatorDocument } from './openapi-document.ts';
import { OperationTable } from './operation-table.ts';

/** What makes a dialect's app. */
export interface DialectOptions {
  /** Label in logs and metrics. */
  readonly name: string;
  readonly logger: Logger;
  /** The dialect's openapi.yaml. */
  readonly spec: URL;
  /**
   * The canonical form of a raw URL (path and query), before validation and routing; undefined leaves
   * it as it is. The raw one stays in `res.locals.rawUrl`.
   */
  readonly rewrite?: (rawUrl: string) => string | undefined;
  /** Runs after request id, access log and rewrite, before the path is looked up, body parsing and validation. */
  readonly before?: readonly RequestHandler[];
  /** Default: JSON and URL-encoded forms, up to 1 MB. */
  readonly bodyParsers?: readonly RequestHandler[];
  /** Adds the routes, with paths as the document writes them, relative to its servers. */
  readonly routes: (router: Router) => void;
  readonly toAnswer: (failure: HttpFailure, req: Request) => HttpAnswer;
  /** Headers on every response. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether a response that breaks the document becomes a 500; for tests. */
  readonly validateResponses?: boolean;
}

/** An Express app that speaks one dialect. */
export function createDialectApp(options: DialectOptions): Express {
  const document = loadDocument(options.spec);
  const table = new OperationTable(document);
  const app = express();
  app.disable('x-powered-by').disable('etag').enable('case sensitive routing');
  const inside = Router({ caseSensitive: true });
  inside.use(...(options.before ?? []), requireOperation);
  inside.use(...(options.bodyParsers ?? defaultBodyParsers()));
  inside.use(
    openApiValidator({
      apiSpec: document as unknown as ValidatorDocument,
      validateRequests: { allowUnknownQueryParameters: true },
      validateResponses: options.validateResponses ?? false,
      validateSecurity: false,
      fileUploader: false,
    }) as RequestHandler[],
  );
  const routes = Router({ caseSensitive: true });
  options.routes(routes);
  for (const base of table.bases) inside.use(base === '' ? '/' : base, routes);
  inside.use(() => {
    throw new HttpError({ kind: 'no-route' });
  });
  app.use(accept(options, table));
  app.use((req, res, next) => {
    if (res.locals.dialect === options.name) inside(req, res, next);
    else next();
  });
  app.use(answerErrors(options));
  return app;
}

function accept(options: DialectOptions, table: OperationTable): RequestHandler {
  return (req, res, next) => {
    const rawUrl = req.originalUrl;
    const url = options.rewrite?.(rawUrl) ?? rawUrl;
    const path = url.split('?', 1)[0] ?? '';
    const base = table.baseOf(path);
    if (base === undefined) {
      next();
      return;
    }
    req.url = url;
    req.originalUrl = url;
    const match = table.match(path.slice(base.length));
    res.locals.dialect = options.name;
    res.locals.rawUrl = rawUrl;
    res.locals.requestId = randomUUID();
    res.locals.operation = match?.template;
    res.locals.allow = match === undefined ? undefined : [...match.operations.keys()];
    res.setHeader('X-Request-Id', res.locals.requestId);
    for (const [name, value] of Object.entries(options.headers ?? {})) res.setHeader(name, value);
    next();
  };
}

function requireOperation(req: Request, res: Response, next: NextFunction): void {
  const allow: string[] | undefined = res.locals.allow;
  if (allow === undefined) throw new HttpError({ kind: 'no-route' });
  if (!allow.includes(req.method)) throw new HttpError({ kind: 'method-not-allowed', allow });
  next();
}

function defaultBodyParsers(): RequestHandler[] {
  return [express.json({ limit: '1mb' }), express.urlencoded({ extended: false, limit: '1mb' })];
}

function answerErrors(options: DialectOptions) {
  return (error: unknown, req: Request, res: Response, next: NextFunction): void => {
    if (res.locals.dialect !== options.name) {
      next(error);
      return;
    }
    const failure = classifyError(error);
    if (failure.kind === 'unknown' && !req.destroyed) {
      options.logger.error(
        { err: failure.error, requestId: res.locals.requestId },
        'request failed',
      );
    }
    if (res.headersSent) {
      res.destroy();
      return;
    }
    const answer = options.toAnswer(failure, req);
    res.status(answer.status).set(answer.headers ?? {});
    if (answer.body === undefined) res.end();
    else res.json(answer.body);
  };
}
