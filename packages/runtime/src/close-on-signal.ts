const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/**
 * Waits until a signal tells the process to stop, and closes `service`. A second signal ends the process
 * at once, with exit code 1.
 * @param onStopping told when the first signal has come.
 * @throws what closing throws.
 */
export async function closeOnSignal(
  service: { close(): Promise<void> },
  onStopping: () => void = () => undefined,
): Promise<void> {
  let stop: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    stop();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  try {
    await told;
    onStopping();
    await service.close();
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}
