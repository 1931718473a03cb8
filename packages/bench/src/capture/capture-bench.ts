import { whyUnavailable } from '../../../../lab/asterisk/lab.mjs';
import { type AsteriskStepResult, runAsteriskStep } from '../asterisk/asterisk-step.ts';
import type { CaptureOptions } from '../options.ts';
import { load, machine } from '../process/machine.ts';
import { monotonicMs } from '../process/monotonic.ts';
import { findCapacity } from './find-capacity.ts';
import {
  type Comparison,
  callsPerCore,
  comparisonTable,
  cpuPerTrack,
  dialectsTable,
  stepsTable,
} from './report.ts';
import { runStep, type StepResult } from './step.ts';
import type { SourceName } from './streams.ts';

/** The search stops after so long, so that all is over within six minutes at the default length of a step. */
const SEARCH_MS = 210_000;
const FIRST_CALLS = 100;
const BISECTIONS = 3;
const PROBE_SECONDS = 4;
/** The APIs' 99th percentile needs more requests where it is a target. */
const LONG_PROBE_SECONDS = 10;
/** At so many tracks Asterisk records the same. */
const COMPARED_TRACKS = [50, 100];

type Say = (line: string) => void;

/** Finds how many calls the gateway records at once with nothing lost, and prints what that takes. */
export async function benchCapture(options: CaptureOptions, say: Say): Promise<void> {
  say(machine());
  say(`${options.seconds} s a step, load average before: ${load()}`);
  const asterisk = await stepsOfAsterisk(options, say);
  const searchMs = SEARCH_MS / options.sources.length;
  for (const source of options.sources) await benchSource(source, searchMs, options, asterisk, say);
  say(`\nload average after: ${load()}`);
}

async function benchSource(
  source: SourceName,
  searchMs: number,
  options: CaptureOptions,
  asterisk: readonly AsteriskStepResult[],
  say: Say,
): Promise<void> {
  const steps: StepResult[] = [];
  const run = async (calls: number, probeSeconds = PROBE_SECONDS) => {
    const { seconds, profileTo } = options;
    const step = await runStep({ source, calls, seconds, probeSeconds, profileTo });
    say(`  ${source}, ${calls} calls: ${summary(step)}`);
    return step;
  };
  say(`\n${source}`);
  const compared: Comparison[] = [];
  for (const theirs of asterisk) {
    compared.push({ ours: await run(theirs.tracks / 2), asterisk: theirs });
  }
  const untilMs = monotonicMs() + searchMs;
  const found = await findCapacity(
    async (calls) => {
      const step = await run(calls);
      steps.push(step);
      return step.lost === '';
    },
    {
      from: FIRST_CALLS,
      max: options.maxCalls,
      bisections: BISECTIONS,
      hasTime: () => monotonicMs() < untilMs,
    },
  );
  say(`\n${stepsTable(steps)}`);
  conclude(source, found, steps, say);
  if (found >= 2) await benchHalf(await run(Math.floor(found / 2), LONG_PROBE_SECONDS), say);
  if (compared.length > 0) say(`\n${comparisonTable(compared)}`);
}

function conclude(source: SourceName, found: number, steps: readonly StepResult[], say: Say): void {
  const best = steps.find(({ calls }) => calls === found);
  if (best === undefined) {
    say(`\n${source}: nothing held, not even the fewest calls that were tried.`);
    return;
  }
  const perCore = callsPerCore(best).toFixed(0);
  say(
    `\n${source}: ${found} calls of two tracks at once with nothing lost, ${best.cores.toFixed(2)} cores: ${perCore} calls per core.`,
  );
}

function benchHalf(half: StepResult, say: Say): void {
  say(`\nAPIs at half of that (${half.calls} calls):\n${dialectsTable(half)}`);
}

async function stepsOfAsterisk({ seconds }: CaptureOptions, say: Say) {
  const reason = whyUnavailable();
  if (reason !== undefined) {
    say(`\nNo comparison with Asterisk: ${reason}.`);
    return [];
  }
  const steps: AsteriskStepResult[] = [];
  for (const tracks of COMPARED_TRACKS) {
    const step = await runAsteriskStep(tracks, seconds);
    const { version, idleCores, lost } = step;
    const idle = cpuPerTrack({ cores: idleCores, tracks }).toFixed(3);
    say(
      `\nAsterisk ${version}, ${tracks} WebSocket channels: ${cpuPerTrack(step).toFixed(3)} % of a core a track (${idle} % before any audio)${lost === '' ? '' : `; ${lost}`}`,
    );
    steps.push(step);
  }
  return steps;
}

function summary({ lost, cores, warnings }: StepResult): string {
  const told = warnings.length === 0 ? '' : ` (gateway: ${warnings.join(', ')})`;
  return `${lost === '' ? 'nothing lost' : `lost: ${lost}`}, ${cores.toFixed(2)} cores${told}`;
}
