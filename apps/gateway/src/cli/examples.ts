import type { Command } from 'commander';

/** Shows command lines below the help of a command. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  const shown = lines.map((line) => `  $ ${line}`).join('\n');
  return command.addHelpText('after', `\nExamples:\n${shown}`);
}
