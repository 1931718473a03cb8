import type { Command } from 'commander';

/** Replaces commander's own `help`, which does not say so when there is no such command. */
export function addHelpCommand(program: Command): void {
  program
    .helpCommand(false)
    .command('help')
    .description('Shows the help of a command.')
    .argument('[command]')
    .action((name: string | undefined) => {
      const command = name === undefined ? program : findCommand(program, name);
      if (command === undefined) {
        program.error(`error: unknown command '${name}'`, { code: 'commander.unknownCommand' });
      }
      command.outputHelp();
    });
}

function findCommand({ commands }: Command, wanted: string): Command | undefined {
  return commands.find((command) => command.name() === wanted);
}
