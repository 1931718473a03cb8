import { jsonBody } from '@tricord/http-kit';
import express, { type RequestHandler } from 'express';
import { API } from '../mappers/links.ts';

/** Maximum size of an import. */
const IMPORT_LIMIT = '4mb';

/** JSON, also as a JSON Merge Patch (RFC 7396). */
const JSON_TYPES = ['application/json', 'application/merge-patch+json'];

/** Parses JSON of up to 1 MB; imports may be larger, and CSV. */
export function bodyParsers(): RequestHandler[] {
  const path = `${API}/directory/import`;
  return [
    express
      .Router()
      .use(
        path,
        ...jsonBody({ limit: IMPORT_LIMIT }),
        express.text({ type: 'text/csv', limit: IMPORT_LIMIT }),
      ),
    // A body that has been parsed is ignored by the other parsers.
    ...jsonBody({ limit: '1mb', type: JSON_TYPES }),
  ];
}
