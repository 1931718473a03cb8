import express, { type RequestHandler } from 'express';
import { canonicalNames } from './canonical-names.ts';

const FIELDS = canonicalNames(['deviceName', 'directoryNumber', 'mode']);

/**
 * Reads the bodies of POST requests. Others have none: a client that sends one nonetheless, or a
 * Content-Type without one as the vendor's page of GET LiveRecordings has it, is not refused for it.
 */
export function jsonBody(): RequestHandler[] {
  const parse = express.json({ limit: '100kb' });
  return [
    (req, res, next) => {
      if (req.method === 'POST') parse(req, res, next);
      else next();
    },
    (req, _res, next) => {
      if (isObject(req.body)) req.body = withCanonicalFields(req.body);
      next();
    },
  ];
}

/** Json.NET, the vendor's parser, takes a field's name in any case: .NET clients write `DirectoryNumber`. */
function withCanonicalFields(body: object): object {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [FIELDS(name) ?? name, value]),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
