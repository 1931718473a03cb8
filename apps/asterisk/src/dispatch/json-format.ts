import type { RequestHandler } from 'express';
import { isTrue, queryOf } from './ari-uri.ts';

/** Writes JSON as Asterisk does: without a charset, compact unless the query has `pretty=yes`. */
export const jsonFormat: RequestHandler = (req, res, next) => {
  const indent = isTrue(queryOf(req.originalUrl).get('pretty') ?? '') ? 2 : undefined;
  res.json = (body: unknown) => {
    res.setHeader('Content-Type', 'application/json');
    // From text, Express would add a charset.
    return res.send(Buffer.from(JSON.stringify(body, null, indent)));
  };
  next();
};
