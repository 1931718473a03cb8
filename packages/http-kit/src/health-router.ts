import type { Clock } from '@tricord/core';
import { type Response, Router } from 'express';
import type { Registry } from 'prom-client';
import { HttpError } from './http-failure.ts';
import { PROCESS_TIMERS } from './process-timers.ts';

/** What a check has found. */
export interface HealthReport {
  /** Why the check fails; absent: it passes. */
  readonly failure?: string;
  /** What was measured, and its limits: shown whether or not the check passes. */
  readonly numbers?: Readonly<Record<string, number>>;
}

/** An error that is thrown, and no answer in time, mean that the check fails. */
export type HealthCheck = () => Promise<HealthReport> | HealthReport;

export interface HealthDeps {
  /** By name. */
  readonly checks: Readonly<Record<string, HealthCheck>>;
  /** Served by /metrics. */
  readonly registry: Registry;
  /** For the timeout of checks; default: the process's timers. */
  readonly clock?: Pick<Clock, 'after'>;
}

const CHECK_TIMEOUT_MS = 3000;
const TIMED_OUT = `no answer within ${CHECK_TIMEOUT_MS} ms`;

/**
 * Endpoints for operators: `/healthz`, 200 as long as the process is alive; `/readyz`, 200 when every check
 * passes and else 503, with each result, the reasons and the numbers; `/metrics`, in Prometheus' text format.
 * Other methods are an HttpError `method-not-allowed`.
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
    const reports = await Promise.all(
      probes.map(async ([name, probe]) => [name, await probe()] as const),
    );
    const failures = reports.filter(([, { failure }]) => failure !== undefined);
    const measured = reports.filter(([, { numbers }]) => numbers !== undefined);
    const ready = failures.length === 0;
    sendJson(res, ready ? 200 : 503, {
      status: ready ? 'ok' : 'unavailable',
      checks: byName(reports, ({ failure }) => (failure === undefined ? 'ok' : 'failed')),
      ...(ready ? {} : { reasons: byName(failures, ({ failure }) => failure) }),
      ...(measured.length > 0 && { numbers: byName(measured, ({ numbers }) => numbers) }),
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

function byName<T>(
  reports: readonly (readonly [name: string, report: HealthReport])[],
  show: (report: HealthReport) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(reports.map(([name, report]) => [name, show(report)]));
}

type Probe = () => Promise<HealthReport>;

/** Lets callers share a running check, so that a hanging one is not started repeatedly. */
function joined(check: HealthCheck): Probe {
  let running: ReturnType<Probe> | undefined;
  return () => {
    running ??= Promise.resolve()
      .then(check)
      .catch((error: unknown) => ({
        failure: error instanceof Error ? error.message : String(error),
      }))
      .finally(() => {
        running = undefined;
      });
    return running;
  };
}

function inTime(check: Probe, clock: Pick<Clock, 'after'>): Probe {
  return () =>
    new Promise((resolve, reject) => {
      const timer = clock.after(CHECK_TIMEOUT_MS, () => resolve({ failure: TIMED_OUT }));
      check()
        .finally(() => timer.cancel())
        .then(resolve, reject);
    });
}
