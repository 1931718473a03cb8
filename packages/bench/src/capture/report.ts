import type { AsteriskStepResult } from '../asterisk/asterisk-step.ts';
import { percentile } from '../statistics.ts';
import { table } from '../table.ts';
import type { StepResult } from './step.ts';

const HEAD = [
  'calls',
  'tracks',
  'nothing lost',
  'cores',
  'calls/core',
  'CPU/track',
  'KB/track',
  'loop p99 ms',
  'API p50 ms',
  'API p99 ms',
  'stop p50 ms',
  'stop p99 ms',
  'disk MB/s',
  'load late ms',
];

/** Percentage of one core that the gateway uses per track. */
export function cpuPerTrack({ cores, tracks }: Pick<StepResult, 'cores' | 'tracks'>): number {
  return (100 * cores) / tracks;
}

/** How many calls of two tracks one core can handle, at the cost of this step. */
export function callsPerCore({ calls, cores }: Pick<StepResult, 'calls' | 'cores'>): number {
  return calls / cores;
}

/** The steps of one source as a table. */
export function stepsTable(steps: readonly StepResult[]): string {
  return table(HEAD, [...steps].sort((a, b) => a.calls - b.calls).map(rowOf));
}

function rowOf(step: StepResult): string[] {
  const api = [...step.apiMs.values()].flat();
  return [
    String(step.calls),
    String(step.tracks),
    step.lost === '' ? 'yes' : 'no',
    step.cores.toFixed(2),
    callsPerCore(step).toFixed(0),
    `${cpuPerTrack(step).toFixed(3)} %`,
    kilobytes(step),
    step.eventLoopDelayMs.toFixed(0),
    milliseconds(percentile(api, 0.5)),
    milliseconds(percentile(api, 0.99)),
    milliseconds(percentile(step.stopMs, 0.5)),
    milliseconds(percentile(step.stopMs, 0.99)),
    (step.writtenBytesPerSecond / 1e6).toFixed(1),
    step.loadLateMs.toFixed(0),
  ];
}

/** The API latencies during a step, by dialect. */
export function dialectsTable({ apiMs }: StepResult): string {
  return table(
    ['API', 'requests', 'p50 ms', 'p99 ms'],
    [...apiMs].map(([dialect, latencies]) => [
      dialect,
      String(latencies.length),
      milliseconds(percentile(latencies, 0.5)),
      milliseconds(percentile(latencies, 0.99)),
    ]),
  );
}

/** Compares the gateway's sources with Asterisk, which recorded the same number of tracks. */
export function comparisonTable(
  steps: readonly StepResult[],
  asterisk: AsteriskStepResult,
): string {
  const theirs = cpuPerTrack(asterisk);
  const rows = steps.map((step) => [
    step.source,
    String(step.tracks),
    `${cpuPerTrack(step).toFixed(3)} %`,
    (cpuPerTrack(step) / theirs).toFixed(2),
    kilobytes(step),
  ]);
  const last = [
    `Asterisk ${asterisk.version}`,
    String(asterisk.tracks),
    `${theirs.toFixed(3)} %`,
    '1',
    kilobytes(asterisk),
  ];
  return table(['recorder', 'tracks', 'CPU/track', 'ratio', 'KB/track'], [...rows, last]);
}

function kilobytes(step: { residentBytes: number; idleBytes: number; tracks: number }): string {
  return ((step.residentBytes - step.idleBytes) / step.tracks / 1000).toFixed(0);
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(1);
}
