import type { Closable } from './close-stack.ts';
import { watchStopSignals } from './stop-signals.ts';

/** Callbacks that inform the person at the terminal. */
export interface ServingNotices<T> {
  readonly serving: (service: T) => void;
  readonly stopping?: () => void;
}

/**
 * Opens a service, and closes it once a signal stops the process, even while the service is being
 * opened. A second signal ends the process at once, with exit code 1.
 * @throws what opening or closing throws.
 */
export async function serveUntilSignal<T extends Closable>(
  open: () => Promise<T>,
  { serving, stopping }: ServingNotices<T>,
): Promise<void> {
  let stop: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const unwatch = watchStopSignals(stop);
  try {
    const service = await open();
    serving(service);
    await told;
    stopping?.();
    await service.close();
  } finally {
    unwatch();
  }
}
