import type { Command } from 'commander';
import { withExamples } from './examples.ts';
import { JSON_OPTION } from './list-output.ts';
import { withConfig } from './read-config.ts';
import type { RepairOptions } from './repair.ts';
import type { Terminal } from './terminal.ts';

export function addRepairCommand(program: Command, terminal: Terminal): void {
  const command = withConfig(program.command('repair'))
    .description(
      'Finishes the recordings that a crash interrupted, as the next start would, and reports what was lost. No gateway may use the data folder.',
    )
    .option('--check', 'only report what would be done')
    .option(...JSON_OPTION)
    .action(async (options: RepairOptions) => {
      const { repair } = await import('./repair.ts');
      await repair(options, terminal);
    });
  withExamples(command, 'tricord repair --check', 'tricord repair --check --json');
}
