import type { Request, RequestHandler, Response } from 'express';

/** Lets pages of the given origins (`*`: any) read responses, and use their users' credentials. */
export function cors(allowedOrigins: ReadonlySet<string>): RequestHandler {
  return (req, res, next) => {
    const { origin } = req.headers;
    if (origin !== undefined && (allowedOrigins.has('*') || allowedOrigins.has(origin))) {
      res.setHeader('Access-Control-Allow-Origin', origin);
      res.setHeader('Access-Control-Allow-Credentials', 'true');
    }
    next();
  };
}

/**
 * Adds what a preflight (Fetch Standard, 4.8) of an allowed origin wants to know, when it asks for a
 * method that there is.
 */
export function answerPreflight(req: Request, res: Response, methods: readonly string[]): void {
  const asked = req.get('access-control-request-method') ?? '';
  if (!methods.includes(asked) || !res.hasHeader('Access-Control-Allow-Origin')) return;
  res.setHeader('Access-Control-Allow-Methods', methods.join(','));
  const headers = req.headers['access-control-request-headers'];
  if (headers !== undefined) res.setHeader('Access-Control-Allow-Headers', headers);
}
