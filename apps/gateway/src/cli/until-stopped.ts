import { watchStopSignals } from '@tricord/runtime';
import { CommandError } from './failure.ts';

/** Runs work that a signal interrupts. @throws CommandError when one did. */
export async function untilStopped<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const unwatch = watchStopSignals(() => stop.abort());
  try {
    return await work(stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    throw new CommandError('stopped: the same command goes on from here', { cause: error });
  } finally {
    unwatch();
  }
}
