import { join } from 'node:path';
import {
  BackupFolder,
  type BackupManifest,
  type RestoreReport,
  readManifest,
  restoreDataFolder,
  StartError,
} from '@tricord/runtime';
import { bytesText, countText } from './amounts.ts';
import { showCopyProgress } from './copy-progress.ts';
import { CommandError, UsageError } from './failure.ts';
import { say, type Terminal } from './terminal.ts';
import { untilStopped } from './until-stopped.ts';

/** The options of `tricord restore`. */
export interface RestoreOptions {
  readonly snapshot?: string;
  readonly dataDir?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

/** Restores a data folder from the folder of backups. */
export async function restore(
  folder: string,
  { snapshot, dataDir, json = false }: RestoreOptions,
  terminal: Terminal,
): Promise<void> {
  if (dataDir === undefined) throw new UsageError('name the folder to restore to by --data-dir');
  const progress = showCopyProgress(terminal);
  const report = await untilStopped((signal) =>
    restoreDataFolder(
      { folder, dataDir, signal, ...(snapshot === undefined ? {} : { snapshot }) },
      progress,
    ),
  ).finally(() => progress.stop());
  if (json) say(terminal, JSON.stringify({ dataDir, ...report }));
  else for (const line of linesOf(report, dataDir)) say(terminal, line);
  const { length } = report.damaged;
  if (length > 0) {
    throw new CommandError(
      `the audio of ${countText(length, 'recording')} is missing or damaged in the backup`,
    );
  }
}

function linesOf(
  { snapshot, manifest, damaged }: RestoreReport,
  dataDir: string,
): readonly string[] {
  const { recordings, audioBytes, live, config } = manifest;
  const one = live.length === 1;
  return [
    ...damaged.map(({ recordingId, kind }) => `${kind}  ${recordingId}: restored without audio`),
    `Restored ${dataDir} from snapshot ${snapshot}: ${countText(recordings, 'recording')}, ${bytesText(audioBytes)} of audio.`,
    ...(live.length === 0
      ? []
      : [
          `${live.length} ${one ? 'recording was' : 'recordings were'} live: the first start ends ${one ? 'it' : 'them'} as interrupted, whole up to the backup.`,
        ]),
    ...(config === undefined ? [] : [`Its configuration is ${join(dataDir, 'tricord.yaml')}.`]),
    'Deliveries (callbacks, webhooks, mail) are held: `tricord webhooks release` sends them, with --drop gives them up.',
  ];
}

/** Undefined when it cannot be read: the other snapshots are needed all the more then. */
async function manifestOf(path: string): Promise<BackupManifest | undefined> {
  try {
    return await readManifest(path);
  } catch (error) {
    if (error instanceof StartError) return undefined;
    throw error;
  }
}

/** Lists the snapshots of the folder of backups. */
export async function listSnapshots(
  folder: string,
  { json = false }: RestoreOptions,
  terminal: Terminal,
): Promise<void> {
  const backup = await BackupFolder.openToRead(folder);
  const snapshots = await backup.snapshots();
  const incomplete = await backup.incomplete();
  for (const snapshot of snapshots) {
    const manifest = await manifestOf(backup.pathOf(snapshot));
    if (manifest === undefined) {
      const line = `${snapshot}  damaged, or of another version: cannot be restored`;
      say(terminal, json ? JSON.stringify({ snapshot, isComplete: true, isDamaged: true }) : line);
      continue;
    }
    const { recordings, audioBytes, live } = manifest;
    say(
      terminal,
      json
        ? JSON.stringify({ snapshot, isComplete: true, recordings, audioBytes, live: live.length })
        : `${snapshot}  ${countText(recordings, 'recording')}, ${bytesText(audioBytes)}, ${live.length} live`,
    );
  }
  for (const snapshot of incomplete) {
    const line = `${snapshot}  incomplete: under way, or interrupted; the next backup continues it`;
    say(terminal, json ? JSON.stringify({ snapshot, isComplete: false }) : line);
  }
  if (!json && snapshots.length + incomplete.length === 0) say(terminal, 'No snapshots.');
}
