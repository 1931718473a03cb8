import type { Closable } from './close-stack.ts';
import { watchStopSignals } from './stop-signals.ts';

/** A service that can take a changed configuration over. */
export interface Service extends Closable {
  reload(): Promise<unknown>;
}

/** Callbacks that inform the person at the terminal. */
export interface ServingNotices<T> {
  readonly serving: (service: T) => void;
  readonly stopping?: () => void;
}

/**
 * Opens a service, has it reload its configuration at each SIGHUP, and closes it once a signal stops the process, even
 * while the service is being opened. After a SIGHUP during that, it reloads once it is open. A second signal to stop ends
 * the process at once, with exit code 1.
 * @throws what opening or closing throws.
 */
export async function serveUntilSignal<T extends Service>(
  open: () => Promise<T>,
  { serving, stopping }: ServingNotices<T>,
): Promise<void> {
  let stop: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let service: T | undefined;
  let isAsked = false;
  const reload = () => {
    isAsked = true;
    void service?.reload();
  };
  process.on('SIGHUP', reload);
  const unwatch = watchStopSignals(stop);
  try {
    service = await open();
    serving(service);
    if (isAsked) reload();
    await told;
    stopping?.();
    await service.close();
  } finally {
    process.off('SIGHUP', reload);
    unwatch();
  }
}
