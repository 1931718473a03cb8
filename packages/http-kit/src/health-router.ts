import type { Clock } from '@tricord/core';
import { type Response, Router } from 'express';
import type { Registry } from 'prom-client';
import { type HealthCheck, healthProbe } from './health.ts';
import { HttpError } from './http-failure.ts';

export interface HealthDeps {
  /** By name. */
  readonly checks: Readonly<Record<string, HealthCheck>>;
  /** Served by /metrics. */
  readonly registry: Registry;
  /** For the timeout of checks; default: the process's timers. */
  readonly clock?: Pick<Clock, 'after'>;
}

/**
 * Endpoints for operators: `/healthz`, 200 as long as the process is alive; `/readyz`, 200 when every check
 * passes and else 503, with each result, the reasons and the numbers; `/metrics`, in Prometheus' text format.
 * Other methods are an HttpError `method-not-allowed`.
 */
export function createHealthRouter({ checks, registry, clock }: HealthDeps): Router {
  const probe = healthProbe(checks, clock);
  const router = Router({ caseSensitive: true });
  router.get('/healthz', (_req, res) => {
    sendJson(res, 200, { status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    const { ready, checks, reasons, numbers } = await probe();
    sendJson(res, ready ? 200 : 503, {
      status: ready ? 'ok' : 'unavailable',
      checks,
      ...(ready ? {} : { reasons }),
      ...(Object.keys(numbers).length > 0 && { numbers }),
    });
  });
  router.get('/metrics', async (_req, res) => {
    const text = await registry.metrics();
    res.setHeader('Content-Type', registry.contentType);
    res.setHeader('Cache-Control', 'no-store');
    res.end(text);
  });
  for (const path of ['/healthz', '/readyz', '/metrics']) {
    router.all(path, () => {
      throw new HttpError({ kind: 'method-not-allowed', allow: ['GET', 'HEAD'] });
    });
  }
  return router;
}

function sendJson(res: Response, status: number, body: object): void {
  res.status(status).set('Cache-Control', 'no-store').json(body);
}
