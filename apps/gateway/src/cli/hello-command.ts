import type { Command } from 'commander';
import { apiOf } from './api-target.ts';
import { chooseAccount } from './choose-account.ts';
import { withExamples } from './examples.ts';
import { CommandError } from './failure.ts';
import { firstSteps } from './first-steps.ts';
import { readConfig, withConfig } from './read-config.ts';
import { say, type Terminal } from './terminal.ts';

interface HelloOptions {
  readonly config?: string;
  readonly account?: string;
}

export function addHelloCommand(program: Command, terminal: Terminal): void {
  const hello = withConfig(program.command('hello'))
    .description('Prints the commands for a first call and its recording, secrets included.')
    .option('--account <name>', 'the account that the call is for, by its name or id')
    .action(async (options: HelloOptions) => {
      const { config, file } = await readConfig(options, terminal.env);
      const account = chooseAccount(config.accounts, options.account);
      const steps = firstSteps(account, apiOf(config));
      if (steps === '') {
        throw new CommandError(
          `the account ${account.name} of ${file} lacks an ARI user, a user with a password and a line, ` +
            'a LaML token or an API key',
        );
      }
      say(terminal, steps);
    });
  withExamples(hello, 'tricord hello', 'tricord hello --account acme');
}
