import type { Command } from 'commander';
import { withExamples } from './examples.ts';

/** Replaces commander's own `help`, which does not say so when there is no such command. */
export function addHelpCommand(program: Command): void {
  const help = program
    .helpCommand(false)
    .command('help')
    .description('Shows the help of a command.')
    .argument('[command...]', 'such as `webhooks list`; default: of the program')
    .action((names: readonly string[]) => {
      let command = program;
      for (const [i, name] of names.entries()) {
        const next = command.commands.find((candidate) => candidate.name() === name);
        if (next === undefined) {
          const wanted = names.slice(0, i + 1).join(' ');
          program.error(`error: unknown command '${wanted}'`, { code: 'commander.unknownCommand' });
        }
        command = next;
      }
      command.outputHelp();
    });
  withExamples(help, 'tricord help', 'tricord help webhooks list');
}
