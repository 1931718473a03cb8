import type { Request, RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { HttpAnswer, HttpFailure } from './http-failure.ts';

/** What makes a dialect's app. */
export interface DialectOptions {
  /** Label in logs and metrics. */
  readonly name: string;
  readonly logger: Logger;
  /** The dialect's openapi.yaml. */
  readonly spec: URL;
  /**
   * The canonical form of a URL (path and query, in origin form), before validation and routing;
   * undefined leaves it as it is, and so does a `URIError`. A vendor's quirks of spelling live here.
   * The result becomes `req.url` and `req.originalUrl`; the raw one stays in `res.locals.rawUrl`.
   */
  readonly rewrite?: (url: string) => string | undefined;
  /**
   * Runs after request id, access log and rewrite, before unknown paths and methods are refused, bodies
   * are read and anything is validated: dispatch rules, authentication.
   */
  readonly before?: readonly RequestHandler[];
  /** Default: JSON and URL-encoded forms of up to 1 MB. */
  readonly bodyParsers?: readonly RequestHandler[];
  /**
   * Adds the routes, with paths as the document has them: relative to its servers, case sensitive.
   * Parameters arrive in `req.params` and `req.query` decoded once and of the document's types.
   */
  readonly routes: (router: Router) => void;
  /** Gives a failure this vendor's status, headers and body. */
  readonly toAnswer: (failure: HttpFailure, req: Request) => HttpAnswer;
  /** Headers on every response. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For tests: a response that breaks the document becomes a 500. */
  readonly validateResponses?: boolean;
  /** Where requests are counted and timed; several dialects may share it. */
  readonly metrics?: Registry;
}

/** What a request of a dialect has in `res.locals`, from `before` on. */
export interface DialectLocals {
  /** As the client sent it; may hold secrets. */
  rawUrl: string;
  /** Also in the response header X-Request-Id. */
  requestId: string;
  /** The path as the document writes it, or undefined when it does not know it. */
  operation: string | undefined;
  /** The methods that the document has for the path, in upper case; undefined when it does not know it. */
  allow: readonly string[] | undefined;
}
