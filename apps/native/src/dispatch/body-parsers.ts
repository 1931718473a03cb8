import express, { type RequestHandler } from 'express';
import { API } from '../mappers/links.ts';

/** What an import may be long. */
const IMPORT_LIMIT = '4mb';

/** Reads JSON of up to 1 MB; what is imported may be longer, and CSV. */
export function bodyParsers(): RequestHandler[] {
  const path = `${API}/directory/import`;
  return [
    express
      .Router()
      .use(
        path,
        express.json({ limit: IMPORT_LIMIT }),
        express.text({ type: 'text/csv', limit: IMPORT_LIMIT }),
      ),
    // Whatever has been read is left alone by the others.
    express.json({ limit: '1mb', type: ['application/json', 'application/merge-patch+json'] }),
  ];
}
