import { HttpError } from '@tricord/http-kit';
import type { Request, RequestHandler } from 'express';
import { splitUrl } from '../dispatch/ari-uri.ts';
import type { ApiDocs } from './api-docs.ts';

const BASE = '/ari';
const FOLDER = `${BASE}/api-docs/`;

/** Serves ARI's api-docs below `/ari/api-docs/`. */
export function serveApiDocs(files: ApiDocs): RequestHandler {
  return (req, res, next) => {
    const [path] = splitUrl(req.originalUrl);
    if (!path.startsWith(FOLDER)) {
      next();
      return;
    }
    if (req.method !== 'GET') {
      // Asterisk's message, which it has only for this folder; RFC 9110 (15.5.6) requires the Allow header.
      res.setHeader('Allow', 'GET');
      res.status(405).json({ message: 'Unsupported method' });
      return;
    }
    const file = files.get(path.slice(FOLDER.length));
    if (file === undefined) throw new HttpError({ kind: 'no-route' });
    res.json({ basePath: basePathOf(req), ...file });
  };
}

/** The base URL of this API according to the request; a proxy in front may terminate TLS. */
function basePathOf(req: Request): string | undefined {
  const { host } = req.headers;
  const scheme = req.get('X-Forwarded-Proto') === 'https' ? 'https' : 'http';
  return host === undefined ? undefined : `${scheme}://${host}${BASE}`;
}
