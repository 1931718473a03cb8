import type { Clock } from '@tricord/core';

/** The default for the part of the clock port that this package needs. */
export const PROCESS_TIMERS: Pick<Clock, 'after'> = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs).unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
