import type { Command } from 'commander';
import { toLimit } from './api-options.ts';
import { withExamples } from './examples.ts';
import { JSON_OPTION } from './list-output.ts';
import { withConfig } from './read-config.ts';
import type { RetentionOptions } from './show-retention.ts';
import type { Terminal } from './terminal.ts';

export function addRetentionCommand(program: Command, terminal: Terminal): void {
  const retention = program.command('retention').description('Shows what retention would delete.');
  const previewing = withConfig(retention.command('preview'))
    .description(
      'Shows what retention would delete from the data folder if it ran now by this configuration, whether a ' +
        'gateway runs on the folder or not. Deletes nothing.',
    )
    .option('--account <name>', 'only this account, by its name or id')
    .option('--limit <number>', 'list no more than so many of an account', toLimit, 100)
    .option(...JSON_OPTION)
    .action(async (options: RetentionOptions) => {
      const { showRetention } = await import('./show-retention.ts');
      await showRetention(options, terminal);
    });
  withExamples(
    previewing,
    'tricord retention preview --config new.yaml',
    'tricord retention preview --account acme --json',
  );
}
