import type { Clock } from '@tricord/core';
import { type Response, Router } from 'express';
import type { Registry } from 'prom-client';
import { PROCESS_TIMERS } from './process-timers.ts';

/**
 * Returns true if healthy. False, a string with the reason, a thrown error and a timeout all mean that the check
 * fails.
 */
export type HealthCheck = () => Promise<boolean | string> | boolean | string;

export interface HealthDeps {
  /** By name. */
  readonly checks: Readonly<Record<string, HealthCheck>>;
  /** Served by /metrics. */
  readonly registry: Registry;
  /** For the timeout of checks; default: the process's timers. */
  readonly clock?: Pick<Clock, 'after'>;
}

const CHECK_TIMEOUT_MS = 3000;

/**
 * Endpoints for operators: `/healthz`, 200 as long as the process is alive; `/readyz`, 200 when every check
 * passes and else 503, with each result and the known reasons; `/metrics`, in Prometheus' text
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

/** Lets callers share a running check, so that a hanging one is not started repeatedly. */
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
