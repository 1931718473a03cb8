import type { RequestHandler } from 'express';
import { splitUrl } from './ari-uri.ts';

/** Tells clients that end a URL in a slash what they probably meant. */
export const refuseTrailingSlash: RequestHandler = (req, res, next) => {
  const [path] = splitUrl(req.originalUrl);
  if (!path.endsWith('/') || path === '/ari/') {
    next();
    return;
  }
  const message = `ARI URLs do not end with a slash. Try ${path.slice(0, -1)}`;
  res.status(404).json({ message });
};
