import type { StartOptions } from '../options.ts';
import { percentile } from '../statistics.ts';
import { table } from '../table.ts';
import { type StartResult, startOnce } from './one-start.ts';

const HEAD = [
  'start',
  'ready ms',
  'first p50 ms',
  'first max ms',
  'later p50 ms',
  'later max ms',
  'loop max ms',
  'refused',
  'recording',
];

/** Starts gateways repeatedly, and shows the effect of the first requests on them and on a recorded call. */
export class StartBench {
  readonly #options: StartOptions;
  readonly #say: (line: string) => void;

  constructor(options: StartOptions, say: (line: string) => void) {
    this.#options = options;
    this.#say = say;
  }

  /** Sets the process's exit code to 1 when a recording was refused or is incomplete. */
  async run(): Promise<void> {
    const results: StartResult[] = [];
    for (let start = 0; start < this.#options.starts; start++) results.push(await startOnce());
    const rows = results.map((result, index) => cells(String(index + 1), result));
    this.#say(`\n${table(HEAD, [...rows, cells('all', whole(results))])}`);
    for (const warning of new Set(results.flatMap(({ warnings }) => warnings))) {
      this.#say(`warned: ${warning}`);
    }
    const harmed = results.filter(({ refused, lost }) => refused > 0 || lost !== '');
    this.#say(`\nstarts with a refusal or a gap: ${harmed.length} of ${results.length}`);
    if (harmed.length > 0) process.exitCode = 1;
  }
}

/** The maximum and the median of all requests. */
function whole(results: readonly StartResult[]): StartResult {
  return {
    readyMs: Math.max(...results.map(({ readyMs }) => readyMs)),
    firstMs: results.flatMap(({ firstMs }) => firstMs),
    laterMs: results.flatMap(({ laterMs }) => laterMs),
    loopDelayMs: Math.max(...results.map(({ loopDelayMs }) => loopDelayMs)),
    refused: results.reduce((sum, { refused }) => sum + refused, 0),
    lost: [...new Set(results.map(({ lost }) => lost).filter(Boolean))].join(', '),
    warnings: [],
  };
}

function cells(name: string, result: StartResult): readonly string[] {
  const { readyMs, firstMs, laterMs, loopDelayMs, refused, lost } = result;
  const ms = (value = Number.NaN) => value.toFixed(1);
  return [
    name,
    readyMs.toFixed(0),
    ms(percentile(firstMs, 0.5)),
    ms(Math.max(...firstMs)),
    ms(percentile(laterMs, 0.5)),
    ms(Math.max(...laterMs)),
    ms(loopDelayMs),
    String(refused),
    lost === '' ? 'whole' : lost,
  ];
}
