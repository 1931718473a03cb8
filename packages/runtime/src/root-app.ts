import {
  type ApiDocument,
  createHealthRouter,
  failureAnswerer,
  type HealthDeps,
  HttpError,
  type MountedApp,
  problemAnswer,
} from '@tricord/http-kit';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { createReferenceRouter } from './api-reference/reference-router.ts';

export interface RootAppOptions {
  /** Shown at /docs; default: it is not served. */
  readonly documents?: readonly ApiDocument[];
  /** Served by /healthz, /readyz and /metrics; default: they are not served. */
  readonly health?: HealthDeps;
  readonly logger: Logger;
  /** Networks of the proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[];
}

/** Serves health, metrics, the reference and all APIs; anything else is a 404 with problem details. */
export function createRootApp(
  apps: readonly Pick<MountedApp, 'handler'>[],
  { health, documents, logger, trustedProxies }: RootAppOptions,
): Express {
  const app = express().disable('x-powered-by').disable('etag');
  // Mounted apps inherit it.
  app.set('trust proxy', trustedProxies);
  app.use((_req, res, next) => {
    res.setHeader('X-Content-Type-Options', 'nosniff');
    next();
  });
  if (health !== undefined) app.use(createHealthRouter(health));
  if (documents !== undefined) app.use(createReferenceRouter(documents));
  for (const { handler } of apps) app.use(handler);
  app.use(() => {
    throw new HttpError({ kind: 'no-route' });
  });
  const answer = failureAnswerer({ name: 'none', logger, toAnswer: problemAnswer });
  app.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    answer(error, req, res);
  });
  return app;
}
