import { HttpError } from '@tricord/http-kit';
import type { Request, RequestHandler } from 'express';
import { splitUrl } from '../dispatch/ari-uri.ts';
import type { ApiDocs } from './api-docs.ts';

const BASE = '/ari';
const FOLDER = `${BASE}/api-docs/`;

/** Answers requests below `/ari/api-docs/` with ARI's description of itself. */
export function serveApiDocs(files: ApiDocs): RequestHandler {
  return (req, res, next) => {
    const [path] = splitUrl(req.originalUrl);
    if (!path.startsWith(FOLDER)) {
      next();
      return;
    }
    if (req.method !== 'GET') {
      // In Asterisk's words, which it has for this folder alone; RFC 9110 (15.5.6) wants the Allow.
      res.setHeader('Allow', 'GET');
      res.status(405).json({ message: 'Unsupported method' });
      return;
    }
    const file = files.get(path.slice(FOLDER.length));
    if (file === undefined) throw new HttpError({ kind: 'no-route' });
    res.json({ basePath: basePathOf(req), ...file });
  };
}

/** Where the client reaches this API, as far as it says so; a proxy in front may speak TLS. */
function basePathOf(req: Request): string | undefined {
  const { host } = req.headers;
  const scheme = req.get('X-Forwarded-Proto') === 'https' ? 'https' : 'http';
  return host === undefined ? undefined : `${scheme}://${host}${BASE}`;
}
