import { jsonBody } from '@tricord/http-kit';
import { type RequestHandler, Router } from 'express';
import { canonicalNames } from './canonical-names.ts';

const FIELDS = canonicalNames(['deviceName', 'directoryNumber', 'mode']);

/**
 * Parses the bodies of POST requests. In other requests, a body is ignored, and so is a Content-Type
 * without one, as on the vendor's page of GET LiveRecordings.
 */
export function postedJson(): RequestHandler[] {
  return [
    Router().post('/{*path}', ...jsonBody({ limit: '100kb' })),
    (req, _res, next) => {
      if (isObject(req.body)) req.body = withCanonicalFields(req.body);
      next();
    },
  ];
}

/** Json.NET, the vendor's parser, accepts field names in any case: .NET clients write `DirectoryNumber`. */
function withCanonicalFields(body: object): object {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [FIELDS(name) ?? name, value]),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
