import type { Clock } from '@tricord/core';

/** Resolves when `work` has ended, well or badly, or `limitMs` have passed. Never rejects. */
export function settleWithin(clock: Clock, limitMs: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.after(limitMs, resolve);
    const end = () => {
      timer.cancel();
      resolve();
    };
    work.then(end, end);
  });
}
