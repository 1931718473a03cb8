import { whyUnavailable } from '@tricord/lab';
import { type AsteriskStepResult, runAsteriskStep } from '../asterisk/asterisk-step.ts';
import type { CaptureOptions } from '../options.ts';
import { monotonicMs } from '../process/monotonic.ts';
import { WorkerError } from '../process/worker-process.ts';
import { findCapacity } from './find-capacity.ts';
import { callsPerCore, comparisonTable, cpuPerTrack, dialectsTable, stepsTable } from './report.ts';
import { runStep, type StepResult } from './step.ts';
import type { SourceName } from './streams.ts';

/** No step of the search starts later, so that everything is finished within six minutes by default. */
const SEARCH_MS = 220_000;
/** The number of calls at the start of the search; Asterisk records the same number of tracks. */
const FIRST_CALLS = 100;
const BISECTIONS = 3;
/** A load this late indicates a problem of the machine, not of the gateway: such a step is repeated once. */
const FROZEN_MS = 500;
const PROBE_SECONDS = 4;
/** The APIs' 99th percentile needs more requests where it is a target. */
const LONG_PROBE_SECONDS = 10;

/** Finds how many calls the gateway records concurrently without losses, and prints the resources used. */
export class CaptureBench {
  readonly #options: CaptureOptions;
  readonly #say: (line: string) => void;

  constructor(options: CaptureOptions, say: (line: string) => void) {
    this.#options = options;
    this.#say = say;
  }

  async run(): Promise<void> {
    const { seconds, sources, compare } = this.#options;
    this.#say(`${seconds} s a step`);
    const asterisk = await this.#asterisk();
    const first: StepResult[] = [];
    for (const source of sources) {
      first.push(...(await this.#search(source, SEARCH_MS / sources.length)));
    }
    if (asterisk !== undefined) {
      for (const source of compare) {
        const step = await this.#step(source, this.#firstCalls);
        if (step !== undefined) first.push(step);
      }
      this.#say(`\n${comparisonTable(first, asterisk)}`);
    }
  }

  get #firstCalls(): number {
    return Math.min(FIRST_CALLS, this.#options.maxCalls);
  }

  /** @returns the steps with the fewest calls. */
  async #search(source: SourceName, searchMs: number): Promise<readonly StepResult[]> {
    this.#say('');
    const steps: StepResult[] = [];
    const untilMs = monotonicMs() + searchMs;
    const found = await findCapacity(
      async (calls) => {
        const step = await this.#step(source, calls);
        if (step !== undefined) steps.push(step);
        return step?.lost === '';
      },
      {
        from: this.#firstCalls,
        max: this.#options.maxCalls,
        bisections: BISECTIONS,
        hasTime: () => monotonicMs() < untilMs,
      },
    );
    this.#say(`\n${stepsTable(steps)}\n\n${conclusion(source, steps, found)}\n`);
    if (found >= 2) {
      const half = await this.#step(source, Math.floor(found / 2), LONG_PROBE_SECONDS);
      if (half !== undefined) this.#say(`\n${dialectsTable(half)}`);
    }
    return steps.filter(({ calls }) => calls === this.#firstCalls);
  }

  /** @returns undefined when it failed: the load generator or the prober lost a connection, or got none. */
  async #step(
    source: SourceName,
    calls: number,
    probeSeconds = PROBE_SECONDS,
  ): Promise<StepResult | undefined> {
    try {
      return await this.#wholeStep(source, calls, probeSeconds);
    } catch (error) {
      if (!(error instanceof WorkerError)) throw error;
      this.#say(`${source}, ${calls} calls: broke off (${error.message})`);
      return undefined;
    }
  }

  async #wholeStep(source: SourceName, calls: number, probeSeconds: number): Promise<StepResult> {
    const { seconds, profileTo } = this.#options;
    const options = { source, calls, seconds, probeSeconds, profileTo };
    let step = await runStep(options);
    if (step.lost !== '' && step.loadLateMs > FROZEN_MS) {
      this.#say(
        `${source}, ${calls} calls: the load was late by ${Math.round(step.loadLateMs)} ms`,
      );
      step = await runStep(options);
    }
    const { lost, cores, warnings } = step;
    const warned = warnings.length === 0 ? '' : ` (the gateway warned: ${warnings.join(', ')})`;
    const outcome = lost === '' ? 'nothing lost' : `lost: ${lost}`;
    this.#say(`${source}, ${calls} calls: ${outcome}, ${cores.toFixed(2)} cores${warned}`);
    return step;
  }

  async #asterisk(): Promise<AsteriskStepResult | undefined> {
    const reason = whyUnavailable();
    if (reason !== undefined) {
      this.#say(`\nNo comparison with Asterisk: ${reason}.`);
      return undefined;
    }
    const step = await runAsteriskStep(2 * this.#firstCalls, this.#options.seconds);
    const { version, tracks, idleCores, lost } = step;
    const idle = cpuPerTrack({ cores: idleCores, tracks }).toFixed(3);
    const outcome = lost === '' ? 'nothing lost' : `lost: ${lost}`;
    this.#say(
      `\nAsterisk ${version}, ${tracks} tracks: ${outcome}, ${cpuPerTrack(step).toFixed(3)} % of a core each (${idle} % before any audio)`,
    );
    return step;
  }
}

function conclusion(source: SourceName, steps: readonly StepResult[], found: number): string {
  const best = steps.find(({ calls }) => calls === found);
  if (best === undefined) return `${source}: something was lost even with the fewest calls.`;
  const cores = best.cores.toFixed(2);
  return `${source}: ${found} calls of two tracks at once with nothing lost on ${cores} cores: ${callsPerCore(best).toFixed(0)} calls per core.`;
}
