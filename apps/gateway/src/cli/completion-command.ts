import { Argument, type Command } from 'commander';
import { bashCompletion, fishCompletion, zshCompletion } from './completion-scripts.ts';
import { withExamples } from './examples.ts';
import type { Terminal } from './terminal.ts';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

export function addCompletionCommand(program: Command, terminal: Terminal): void {
  const completion = program
    .command('completion')
    .description('Prints a script by which a shell completes commands, options and their values.')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(SCRIPTS)))
    .action((shell: keyof typeof SCRIPTS) => {
      terminal.stdout.write(SCRIPTS[shell](program));
    });
  withExamples(
    completion,
    'source <(tricord completion bash)',
    'source <(tricord completion zsh)',
    'tricord completion fish > ~/.config/fish/completions/tricord.fish',
  );
}
