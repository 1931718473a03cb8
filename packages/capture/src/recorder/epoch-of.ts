import type { Clock } from '@tricord/core';

/** The time of an instant of the monotonic clock, epoch milliseconds. */
export function epochOf(clock: Clock, monotonicMs: number): number {
  return clock.now() - Math.round(clock.monotonicMs() - monotonicMs);
}
