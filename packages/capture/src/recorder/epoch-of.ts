import type { Clock } from '@tricord/core';

/** Converts an instant of the monotonic clock to epoch milliseconds. */
export function epochOf(clock: Clock, monotonicMs: number): number {
  return clock.now() - Math.round(clock.monotonicMs() - monotonicMs);
}
