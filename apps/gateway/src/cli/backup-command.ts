import { type Command, InvalidArgumentError } from 'commander';
import type { BackupOptions } from './backup.ts';
import { withExamples } from './examples.ts';
import { withConfig } from './read-config.ts';
import type { Terminal } from './terminal.ts';

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
    .action(async (folder: string, options: BackupOptions) => {
      const { backup } = await import('./backup.ts');
      await backup(folder, options, terminal);
    });
  withExamples(
    command,
    'tricord backup /var/backups/tricord',
    'tricord backup /var/backups/tricord --keep 14 --max-rate 50',
  );
}

function toKeep(text: string): number {
  const keep = Number(text);
  if (!/^\d{1,6}$/.test(text) || keep < 1)
    throw new InvalidArgumentError('Give a whole number, 1 or more.');
  return keep;
}

function toRate(text: string): number {
  const rate = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || rate <= 0) {
    throw new InvalidArgumentError('Give megabytes per second, such as 20 or 0.5.');
  }
  return rate;
}
