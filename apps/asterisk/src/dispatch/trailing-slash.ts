import type { DialectLocals } from '@tricord/http-kit';
import type { RequestHandler } from 'express';
import { splitUrl } from './ari-uri.ts';

/** Rejects URLs that end with a slash, and suggests the right one. The base itself may have one. */
export const refuseTrailingSlash: RequestHandler = (req, res, next) => {
  const [path] = splitUrl(req.originalUrl);
  if (!path.endsWith('/') || path === '/ari/') {
    next();
    return;
  }
  // As the client spelled it, not normalized.
  const { rawUrl } = res.locals as DialectLocals;
  const [written] = splitUrl(rawUrl.startsWith('/') ? rawUrl : req.originalUrl);
  const message = `ARI URLs do not end with a slash. Try ${written.slice(0, -1)}`;
  res.status(404).json({ message });
};
