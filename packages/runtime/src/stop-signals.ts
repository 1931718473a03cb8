const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * What comes so soon after the first signal is the same wish told twice, milliseconds: for one Ctrl-C, the
 * terminal and npm each send one.
 */
const SAME_WISH_MS = 500;

/**
 * Watches for signals that tell the process to stop. From then on they do not end it; a second wish, half
 * a second or more after the first, ends it at once.
 * @param onStop told of the first.
 * @param exitCode of the process at the second.
 * @returns what ends the watch.
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
