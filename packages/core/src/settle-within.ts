import type { Clock } from './ports/clock.ts';

/**
 * Resolves to the result of `work`, or to undefined if it fails or takes longer than `limitMs`. Never rejects, and
 * leaves no timer running.
 */
export function settleWithin<T>(
  clock: Clock,
  limitMs: number,
  work: Promise<T>,
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const timer = clock.after(limitMs, () => resolve(undefined));
    const end = (result?: T) => {
      timer.cancel();
      resolve(result);
    };
    work.then(end, () => end());
  });
}
