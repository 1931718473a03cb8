import { loadConfig } from '@tricord/runtime';
import type { Command } from 'commander';
import { gatewayForm } from '../config.ts';
import { apiOf } from './api-target.ts';
import { CommandError } from './failure.ts';
import { firstSteps } from './first-steps.ts';
import { say, type Terminal } from './terminal.ts';

export function addHelloCommand(program: Command, terminal: Terminal): void {
  program
    .command('hello')
    .description('Prints the commands for a first call and its recording, secrets included.')
    .option('--config <file>', 'the configuration; default: where `tricord serve` looks for it')
    .action(async ({ config: path }: { config?: string }) => {
      const { config, file } = await loadConfig(gatewayForm, {
        env: terminal.env,
        first: false,
        ...(path === undefined ? {} : { path }),
      });
      const steps = firstSteps(config, apiOf(config));
      if (steps === '') {
        throw new CommandError(
          `the first account of ${file} lacks an ARI user, a user with a password and a line, ` +
            'a LaML token or an API key',
        );
      }
      say(terminal, steps);
    });
}
