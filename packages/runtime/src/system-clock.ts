import type { Clock, Timer } from '@tricord/core';

/** The longest delay of Node's timers; a longer one would fire at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** The clock port over the machine's clocks. */
export class SystemClock implements Clock {
  now(): number {
    return Date.now();
  }

  monotonicMs(): number {
    return performance.now();
  }

  after(delayMs: number, run: () => void): Timer {
    const dueMs = this.monotonicMs() + delayMs;
    let timer: NodeJS.Timeout;
    const arm = () => {
      const leftMs = dueMs - this.monotonicMs();
      timer =
        leftMs > MAX_DELAY_MS
          ? setTimeout(arm, MAX_DELAY_MS)
          : setTimeout(run, Math.max(0, Math.ceil(leftMs)));
      timer.unref();
    };
    arm();
    return { cancel: () => clearTimeout(timer) };
  }

  every(intervalMs: number, run: () => void): Timer {
    const timer = setInterval(run, Math.min(intervalMs, MAX_DELAY_MS));
    timer.unref();
    return { cancel: () => clearInterval(timer) };
  }
}
