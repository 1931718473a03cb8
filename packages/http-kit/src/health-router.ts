import type { Clock } from '@tricord/core';
import { type Response, Router } from 'express';
import type { Registry } from 'prom-client';
import { PROCESS_TIMERS } from './process-timers.ts';

export interface HealthDeps {
  /** By name; false, a thrown error and no answer in time all mean that it fails. */
  readonly checks: Readonly<Record<string, () => Promise<boolean> | boolean>>;
  /** What /metrics shows. */
  readonly registry: Registry;
  /** Times how long a check may take; default: the process's timers. */
  readonly clock?: Pick<Clock, 'after'>;
}

const CHECK_TIMEOUT_MS = 3000;

/**
 * What those who run the server look at: `/healthz`, 200 as long as the process lives; `/readyz`, 200
 * when every check passes and else 503, with each result; `/metrics`, in Prometheus' text format.
 */
export function createHealthRouter({
  checks,
  registry,
  clock = PROCESS_TIMERS,
}: HealthDeps): Router {
  const probes = Object.entries(checks).map(
    ([name, check]) => [name, inTime(joined(check), clock)] as const,
  );
  const router = Router({ caseSensitive: true });
  router.get('/healthz', (_req, res) => {
    sendJson(res, 200, { status: 'ok' });
  });
  router.get('/readyz', async (_req, res) => {
    const results = await Promise.all(probes.map(async ([name, probe]) => [name, await probe()]));
    const ready = results.every(([, passed]) => passed === true);
    const named = results.map(([name, passed]) => [name, passed === true ? 'ok' : 'failed']);
    sendJson(res, ready ? 200 : 503, {
      status: ready ? 'ok' : 'unavailable',
      checks: Object.fromEntries(named),
    });
  });
  router.get('/metrics', async (_req, res) => {
    const text = await registry.metrics();
    res.setHeader('Content-Type', registry.contentType);
    res.setHeader('Cache-Control', 'no-store');
    res.end(text);
  });
  return router;
}

function sendJson(res: Response, status: number, body: object): void {
  res.status(status).set('Cache-Control', 'no-store').json(body);
}

/** Lets callers share a check that is still running: one that hangs is not started again and again. */
function joined(check: () => Promise<boolean> | boolean): () => Promise<boolean> {
  let running: Promise<boolean> | undefined;
  return () => {
    running ??= Promise.resolve()
      .then(check)
      .catch(() => false)
      .finally(() => {
        running = undefined;
      });
    return running;
  };
}

function inTime(
  check: () => Promise<boolean>,
  clock: Pick<Clock, 'after'>,
): () => Promise<boolean> {
  return () =>
    new Promise<boolean>((resolve, reject) => {
      const timer = clock.after(CHECK_TIMEOUT_MS, () => resolve(false));
      check()
        .finally(() => timer.cancel())
        .then(resolve, reject);
    });
}
