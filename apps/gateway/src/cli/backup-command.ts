import { type BackupReport, backupDataFolder, watchStopSignals } from '@tricord/runtime';
import { type Command, InvalidArgumentError } from 'commander';
import { megabytes, showCopyProgress } from './copy-progress.ts';
import { withExamples } from './examples.ts';
import { CommandError } from './failure.ts';
import { readConfig, withConfig } from './read-config.ts';
import { say, type Terminal } from './terminal.ts';

interface BackupCommandOptions {
  readonly config?: string;
  readonly keep?: number;
  /** Megabytes per second. */
  readonly maxRate: number;
  readonly json?: boolean;
}

export function addBackupCommand(program: Command, terminal: Terminal): void {
  const command = withConfig(program.command('backup'))
    .description(
      'Adds a snapshot of the data folder to a folder of backups, whether a gateway runs or not. Only new audio is ' +
        'copied. Exits with 1 if audio was missing or damaged in the data folder; the rest is in the snapshot.',
    )
    .argument('<folder>', 'the folder of backups; created if missing')
    .option('--keep <number>', 'delete all but the newest snapshots; default: keep all', toKeep)
    .option(
      '--max-rate <MB/s>',
      'how fast to read, so that live recordings do not suffer',
      toRate,
      20,
    )
    .option('--json', 'print the result as JSON')
    .action((folder: string, options: BackupCommandOptions) => backup(folder, options, terminal));
  withExamples(
    command,
    'tricord backup /var/backups/tricord',
    'tricord backup /var/backups/tricord --keep 14 --max-rate 50',
  );
}

async function backup(
  folder: string,
  { keep, maxRate, json = false, ...options }: BackupCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const { config } = await readConfig(options, terminal.env);
  const progress = showCopyProgress(terminal);
  const report = await untilStopped((signal) =>
    backupDataFolder(
      config,
      {
        ...{ folder, signal, maxBytesPerSecond: maxRate * 1e6 },
        ...(keep === undefined ? {} : { keep }),
      },
      progress,
    ),
  ).finally(() => progress.stop());
  if (json) say(terminal, JSON.stringify(report));
  else for (const line of linesOf(report, folder)) say(terminal, line);
  const { length } = report.manifest.damaged;
  if (length > 0) {
    const what = length === 1 ? '1 recording' : `${length} recordings`;
    throw new CommandError(`the audio of ${what} is missing or damaged: see tricord verify`);
  }
}

/** Runs work that a signal interrupts. @throws CommandError when one did. */
export async function untilStopped<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const unwatch = watchStopSignals(() => stop.abort());
  try {
    return await work(stop.signal);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    throw new CommandError('stopped: the same command goes on from here', { cause: error });
  } finally {
    unwatch();
  }
}

function linesOf(report: BackupReport, folder: string): readonly string[] {
  const { snapshot, manifest, copied, continued, pruned } = report;
  const { recordings, live, audit, damaged, deletedMeanwhile } = manifest;
  const lines = [
    ...(continued ? ['An interrupted backup was continued.'] : []),
    ...damaged.map(({ recordingId, kind }) => `${kind}  ${recordingId}: not in this backup`),
    ...audit.map(
      ({ accountId, seq, hash }) => `audit log of ${accountId} ends with ${seq}:${hash}`,
    ),
    `Snapshot ${snapshot} in ${folder}: ${recordings} recordings and ${live.length} live ones; ` +
      `copied ${copied.files} files, ${megabytes(copied.bytes)} MB.`,
  ];
  if (deletedMeanwhile > 0) lines.push(`${deletedMeanwhile} recordings were deleted meanwhile.`);
  if (pruned.snapshots.length > 0) {
    const sum = `${pruned.files} files, ${megabytes(pruned.bytes)} MB`;
    lines.push(`Deleted ${pruned.snapshots.length} old snapshots: ${sum}.`);
  }
  return lines;
}

function toKeep(text: string): number {
  const keep = Number(text);
  if (!/^\d{1,6}$/.test(text) || keep < 1)
    throw new InvalidArgumentError('It is not a number from 1.');
  return keep;
}

function toRate(text: string): number {
  const rate = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || rate <= 0) {
    throw new InvalidArgumentError('Give megabytes per second, such as 20 or 0.5.');
  }
  return rate;
}
