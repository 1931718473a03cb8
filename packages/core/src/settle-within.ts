import type { Clock } from './ports/clock.ts';

/**
 * What `work` resolves to, or undefined when it fails or `limitMs` have passed. Never rejects, and leaves
 * no timer behind.
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
