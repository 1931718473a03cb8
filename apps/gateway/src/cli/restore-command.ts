import type { Command } from 'commander';
import { withExamples } from './examples.ts';
import type { RestoreOptions } from './restore.ts';
import type { Terminal } from './terminal.ts';

export function addRestoreCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('restore')
    .description(
      'Restores a data folder from a backup and verifies every checksum. Deliveries (callbacks, webhooks, mail) are held afterwards, ' +
        'until `tricord webhooks release`. Exits with 1 if audio was missing or damaged in the backup.',
    )
    .argument('<folder>', 'the folder of backups')
    .option('--data-dir <folder>', 'where to restore to: an empty or new folder')
    .option('--snapshot <name>', 'which snapshot; default: the newest complete one')
    .option('--list', 'only list the snapshots')
    .option('--json', 'print the result as JSON')
    .action(async (folder: string, options: RestoreOptions) => {
      const { listSnapshots, restore } = await import('./restore.ts');
      await (options.list ? listSnapshots : restore)(folder, options, terminal);
    });
  withExamples(
    command,
    'tricord restore /var/backups/tricord --list',
    'tricord restore /var/backups/tricord --data-dir /var/lib/tricord-restored',
  );
}
