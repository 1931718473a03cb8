import type { Request, RequestHandler, Router } from 'express';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { HttpAnswer, HttpFailure } from './http-failure.ts';

/** Options of a dialect's app. */
export interface DialectOptions {
  /** Label in logs and metrics. */
  readonly name: string;
  readonly logger: Logger;
  /** The dialect's openapi.yaml. */
  readonly spec: URL;
  /**
   * The canonical form of a URL (path and query, in origin form), before validation and routing;
   * undefined leaves it unchanged, and so does a `URIError`. This is the place for a vendor's spelling quirks.
   * The result becomes `req.url` and `req.originalUrl`; the raw one stays in `res.locals.rawUrl`.
   */
  readonly rewrite?: (url: string) => string | undefined;
  /**
   * Runs after request id, access log and rewrite, before unknown paths and methods are refused, bodies
   * are read and anything is validated: dispatch rules, authentication.
   */
  readonly before?: readonly RequestHandler[];
  /** What a query parameter that the document does not have comes to; default: nothing. */
  readonly unknownQuery?: 'ignore' | 'refuse';
  /** Default: JSON and URL-encoded forms of up to 1 MB. */
  readonly bodyParsers?: readonly RequestHandler[];
  /**
   * Adds the routes, with paths as in the document: relative to its servers, case sensitive.
   * `req.params` and `req.query` are decoded once and have the document's types.
   */
  readonly routes: (router: Router) => void;
  /** Converts a failure to the vendor's status, headers and body. */
  readonly toAnswer: (failure: HttpFailure, req: Request) => HttpAnswer;
  /** Headers on every response. */
  readonly headers?: Readonly<Record<string, string>>;
  /** For tests: a response that violates the document becomes a 500. */
  readonly validateResponses?: boolean;
  /** Where requests are counted and timed; several dialects may share it. */
  readonly metrics?: Registry;
}

/** `res.locals` of a request to a dialect, from `before` on. */
export interface DialectLocals {
  /** As sent by the client; may contain secrets. */
  rawUrl: string;
  /** Also in the response header X-Request-Id. */
  requestId: string;
  /** The path as written in the document, or undefined if unknown. */
  operation: string | undefined;
  /** The document's methods for the path, in upper case; undefined if the path is unknown. */
  allow: readonly string[] | undefined;
  /** Whether all of a content of known length has been written, although the response may not have ended yet. */
  isContentWritten?: boolean;
}
