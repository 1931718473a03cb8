const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Further signals this soon after the first, milliseconds, are the same request: for one Ctrl-C, the
 * terminal and npm each send one.
 */
const SAME_WISH_MS = 500;

/**
 * Watches for signals that ask the process to stop. The first does not end it; a second one, half
 * a second or more later, ends it at once.
 * @param onStop called for the first one.
 * @param exitCode of the process at the second.
 * @returns a function that ends the watch.
 */
export function watchStopSignals(onStop: () => void, exitCode = 1): () => void {
  let firstMs: number | undefined;
  const onSignal = () => {
    const nowMs = performance.now();
    if (firstMs === undefined) {
      firstMs = nowMs;
      onStop();
    } else if (nowMs - firstMs >= SAME_WISH_MS) {
      process.exit(exitCode);
    }
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return () => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}
