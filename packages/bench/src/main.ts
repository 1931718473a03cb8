/** `npm run bench capture`: see docs/performance.md. */
import { CaptureBench } from './capture/capture-bench.ts';
import { parseOptions, USAGE, UsageError } from './options.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

// So that exit handlers run, which end the other processes.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  await new CaptureBench(parseOptions(process.argv.slice(2)), say).run();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}
