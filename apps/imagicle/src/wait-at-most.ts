import type { Clock } from '@tricord/core';

/** Resolves once `work` has ended, well or badly, or `limitMs` have passed. Never rejects. */
export function waitAtMost(clock: Clock, limitMs: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.after(limitMs, resolve);
    const end = () => {
      timer.cancel();
      resolve();
    };
    work.then(end, end);
  });
}
