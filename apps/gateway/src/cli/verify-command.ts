import type { Command } from 'commander';
import { withExamples } from './examples.ts';
import { JSON_OPTION } from './list-output.ts';
import { withConfig } from './read-config.ts';
import type { Terminal } from './terminal.ts';
import type { VerifyOptions } from './verify.ts';

export function addVerifyCommand(program: Command, terminal: Terminal): void {
  const command = withConfig(program.command('verify'))
    .description(
      'Compares the recordings in the data folder with the audio in its media store, whether a gateway runs on it ' +
        'or not: what is missing, truncated, changed, or belongs to no recording. Changes and deletes nothing. ' +
        'Exits with 0 without findings, 1 with findings, 2 when it could not complete.',
    )
    .option('--account <name>', 'only the recordings of this account, by its name or id')
    .option('--lengths-only', 'read no audio: compare lengths, not checksums')
    .option(...JSON_OPTION)
    .option('--restart', 'start over instead of resuming an interrupted verification')
    .action(async (options: VerifyOptions) => {
      const { verify } = await import('./verify.ts');
      await verify(options, terminal);
    });
  withExamples(command, 'tricord verify --lengths-only', 'tricord verify --account acme --json');
}
