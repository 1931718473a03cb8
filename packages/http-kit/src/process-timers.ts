import type { Clock } from '@tricord/core';

/** The part of the clock port that this package needs, for those who give it none. */
export const PROCESS_TIMERS: Pick<Clock, 'after'> = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs).unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
