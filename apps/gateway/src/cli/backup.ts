import { type BackupReport, backupDataFolder } from '@tricord/runtime';
import { bytesText, countText } from './amounts.ts';
import { showCopyProgress } from './copy-progress.ts';
import { CommandError } from './failure.ts';
import { readConfig } from './read-config.ts';
import { say, type Terminal } from './terminal.ts';
import { untilStopped } from './until-stopped.ts';

/** The options of `tricord backup`. */
export interface BackupOptions {
  readonly config?: string;
  readonly keep?: number;
  /** Megabytes per second. */
  readonly maxRate: number;
  readonly json?: boolean;
}

/** Adds a snapshot to the folder of backups. */
export async function backup(
  folder: string,
  { keep, maxRate, json = false, ...options }: BackupOptions,
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
    throw new CommandError(
      `the audio of ${countText(length, 'recording')} is missing or damaged: see tricord verify`,
    );
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
    `Snapshot ${snapshot} in ${folder}: ${countText(recordings, 'recording')}, ${live.length} live; ` +
      `copied ${countText(copied.files, 'file')}, ${bytesText(copied.bytes)}.`,
  ];
  if (deletedMeanwhile > 0) {
    lines.push(`Deleted by the gateway meanwhile: ${countText(deletedMeanwhile, 'recording')}.`);
  }
  if (pruned.snapshots.length > 0) {
    const sum = `${countText(pruned.files, 'file')}, ${bytesText(pruned.bytes)}`;
    lines.push(`Deleted ${countText(pruned.snapshots.length, 'old snapshot')}: ${sum}.`);
  }
  return lines;
}
