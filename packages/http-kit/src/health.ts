import type { Clock } from '@tricord/core';
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

/** The results of all checks, each by its name. */
export interface Health {
  /** Whether every check passes. */
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, 'ok' | 'failed'>>;
  /** Why the failed ones fail. */
  readonly reasons: Readonly<Record<string, string>>;
  /** What those that measure something have measured. */
  readonly numbers: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** What a process says of itself. */
export interface ProcessStatus {
  readonly version: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly health: Health;
  /** Whether nothing is delivered since a restore, until an operator decides. */
  readonly deliveriesHeld: boolean;
}

const CHECK_TIMEOUT_MS = 3000;
const TIMED_OUT = `no answer within ${CHECK_TIMEOUT_MS} ms`;

/**
 * Returns a function that runs the checks, each for three seconds at most, and never twice at a time.
 * @param checks by name.
 */
export function healthProbe(
  checks: Readonly<Record<string, HealthCheck>>,
  clock: Pick<Clock, 'after'> = PROCESS_TIMERS,
): () => Promise<Health> {
  const probes = Object.entries(checks).map(
    ([name, check]) => [name, inTime(joined(check), clock)] as const,
  );
  return async () => {
    const reports = await Promise.all(
      probes.map(async ([name, probe]) => ({ name, ...(await probe()) })),
    );
    return {
      ready: reports.every(({ failure }) => failure === undefined),
      checks: Object.fromEntries(
        reports.map(({ name, failure }) => [name, failure === undefined ? 'ok' : 'failed']),
      ),
      reasons: Object.fromEntries(
        reports.flatMap(({ name, failure }) => (failure === undefined ? [] : [[name, failure]])),
      ),
      numbers: Object.fromEntries(
        reports.flatMap(({ name, numbers }) => (numbers === undefined ? [] : [[name, numbers]])),
      ),
    };
  };
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
