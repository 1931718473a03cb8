import type { Clock } from '@tricord/core';
import { type Response, Router } from 'express';
import type { Registry } from 'prom-client';
import { PROCESS_TIMERS } from './process-timers.ts';

/**
 * Answers true when all is well. False, a text that says why, a thrown error and no answer in time all mean that it
 * fails.
 */
export type HealthCheck = () => Promise<boolean | string> | boolean | string;

export interface HealthDeps {
  /** By name. */
  readonly checks: Readonly<Record<string, HealthCheck>>;
  /** What /metrics shows. */
  readonly registry: Registry;
  /** Times how long a check may take; default: the process's timers. */
  readonly clock?: Pick<Clock, 'after'>;
}

const CHECK_TIMEOUT_MS = 3000;

/**
 * What those who run the server look at: `/healthz`, 200 as long as the process lives; `/readyz`, 200
 * when every check passes and else 503, with each result and the reasons that are known; `/metrics`, in Prometheus' text
 * format.
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
    const results = await Promise.all(
      probes.map(async ([name, probe]) => [name, await probe()] as const),
    );
    const ready = results.every(([, result]) => result === true);
    const named = results.map(([name, result]) => [name, result === true ? 'ok' : 'failed']);
    const reasons = results.filter(([, result]) => typeof result === 'string');
    sendJson(res, ready ? 200 : 503, {
      status: ready ? 'ok' : 'unavailable',
      checks: Object.fromEntries(named),
      ...(reasons.length === 0 ? {} : { reasons: Object.fromEntries(reasons) }),
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

type Probe = () => Promise<boolean | string>;

/** Lets callers share a check that is still running: one that hangs is not started again and again. */
function joined(check: HealthCheck): Probe {
  let running: ReturnType<Probe> | undefined;
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

function inTime(check: Probe, clock: Pick<Clock, 'after'>): Probe {
  return () =>
    new Promise((resolve, reject) => {
      const timer = clock.after(CHECK_TIMEOUT_MS, () => resolve(false));
      check()
        .finally(() => timer.cancel())
        .then(resolve, reject);
    });
}
