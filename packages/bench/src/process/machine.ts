import { cpus, loadavg, totalmem } from 'node:os';

/** A one-line description of the machine. */
export function machine(): string {
  const cores = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return `${cores.length} × ${cores[0]?.model ?? 'unknown processor'}, ${memory}, Node ${process.version}, ${process.platform} ${process.arch}`;
}

/** The machine's load averages over 1, 5 and 15 minutes. */
export function load(): string {
  return loadavg()
    .map((value) => value.toFixed(2))
    .join(' ');
}
