/** `npm run bench …`: see docs/performance.md. */

import '@tricord/runtime/supported-node';
import { ApiBench } from './api/api-bench.ts';
import { CaptureBench } from './capture/capture-bench.ts';
import { ImagicleBench } from './imagicle/imagicle-bench.ts';
import { LamlBench } from './laml/laml-bench.ts';
import { type BenchOptions, parseOptions, USAGE, UsageError } from './options.ts';
import { load, machine } from './process/machine.ts';
import { StartBench } from './start/start-bench.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

// Runs the exit handlers, which end the other processes.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

try {
  const bench = benchOf(parseOptions(process.argv.slice(2)));
  say(`${machine()}\nload average before: ${load()}`);
  await bench.run();
  say(`\nload average after: ${load()}`);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}`);
  process.exitCode = 2;
}

function benchOf(options: BenchOptions): { run(): Promise<void> } {
  switch (options.bench) {
    case 'capture':
      return new CaptureBench(options, say);
    case 'start':
      return new StartBench(options, say);
    case 'api':
      return new ApiBench(options, say);
    case 'laml':
      return new LamlBench(options, say);
    case 'imagicle':
      return new ImagicleBench(options, say);
  }
}
