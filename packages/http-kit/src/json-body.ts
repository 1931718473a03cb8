import express, { type RequestHandler } from 'express';

export interface JsonBodyOptions {
  /** Maximum size, as `1mb`. */
  readonly limit: string;
  /** Media types that are JSON; default: `application/json`. */
  readonly type?: readonly string[];
}

const empty = new WeakSet<object>();

/**
 * Parses JSON objects and arrays. A body without any bytes is no body, and `req.body` stays undefined: Express makes
 * `{}` of it, which a route would take for a client's wish to leave everything out.
 */
export function jsonBody({
  limit,
  type = ['application/json'],
}: JsonBodyOptions): RequestHandler[] {
  return [
    express.json({
      limit,
      type: [...type],
      verify: (req, _res, bytes) => {
        if (bytes.length === 0) empty.add(req);
      },
    }),
    (req, _res, next) => {
      if (empty.has(req)) req.body = undefined;
      next();
    },
  ];
}

/** Whether a body was announced, perhaps in chunks, and {@link jsonBody} found nothing in it. */
export function isEmptyBody(req: object): boolean {
  return empty.has(req);
}
