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

/** Percent of one core that the gateway needs for a track. */
export function cpuPerTrack({ cores, tracks }: Pick<StepResult, 'cores' | 'tracks'>): number {
  return (100 * cores) / tracks;
}

/** How many calls of two tracks one core can take, at the price of this step. */
export function callsPerCore({ calls, cores }: Pick<StepResult, 'calls' | 'cores'>): number {
  return calls / cores;
}

/** The steps of one source as a table. */
export function stepsTable(steps: readonly StepResult[]): string {
  return table(HEAD, [...steps].sort((a, b) => a.calls - b.calls).map(rowOf));
}

function rowOf(step: StepResult): string[] {
  const api = [...step.apiMs.values()].flat();
  const bytesPerTrack = (step.residentBytes - step.idleBytes) / step.tracks;
  return [
    String(step.calls),
    String(step.tracks),
    step.lost === '' ? 'yes' : 'no',
    step.cores.toFixed(2),
    callsPerCore(step).toFixed(0),
    `${cpuPerTrack(step).toFixed(3)} %`,
    (bytesPerTrack / 1000).toFixed(0),
    step.eventLoopDelayMs.toFixed(0),
    milliseconds(percentile(api, 0.5)),
    milliseconds(percentile(api, 0.99)),
    milliseconds(percentile(step.stopMs, 0.5)),
    milliseconds(percentile(step.stopMs, 0.99)),
    (step.writtenBytesPerSecond / 1e6).toFixed(1),
    step.loadLateMs.toFixed(0),
  ];
}

/** The APIs' answers during a step, dialect by dialect. */
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

/** The gateway and Asterisk at as many tracks. */
export interface Comparison {
  readonly ours: StepResult;
  readonly asterisk: AsteriskStepResult;
}

export function comparisonTable(comparisons: readonly Comparison[]): string {
  return table(
    [
      'source',
      'tracks',
      'CPU/track',
      'Asterisk CPU/track',
      'ratio',
      'KB/track',
      'Asterisk KB/track',
    ],
    comparisons.map(({ ours, asterisk }) => [
      ours.source,
      String(asterisk.tracks),
      `${cpuPerTrack(ours).toFixed(3)} %`,
      `${cpuPerTrack(asterisk).toFixed(3)} %`,
      (cpuPerTrack(ours) / cpuPerTrack(asterisk)).toFixed(2),
      kilobytes(ours),
      kilobytes(asterisk),
    ]),
  );
}

function kilobytes(step: { residentBytes: number; idleBytes: number; tracks: number }): string {
  return ((step.residentBytes - step.idleBytes) / step.tracks / 1000).toFixed(0);
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(1);
}
