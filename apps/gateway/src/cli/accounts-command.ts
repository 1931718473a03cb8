import type { Command } from 'commander';
import type { GatewayAccount } from '../config.ts';
import { countText } from './amounts.ts';
import { withExamples } from './examples.ts';
import { cells, JSON_OPTION, printList } from './list-output.ts';
import { readConfig, withConfig } from './read-config.ts';
import type { Terminal } from './terminal.ts';

interface AccountsOptions {
  readonly config?: string;
  readonly json?: boolean;
}

export function addAccountsCommand(program: Command, terminal: Terminal): void {
  const accounts = withConfig(program.command('accounts'))
    .description('Lists the accounts of the configuration, without their secrets.')
    .option(...JSON_OPTION)
    .action(async (options: AccountsOptions) => {
      const { config } = await readConfig(options, terminal.env);
      printList(terminal, config.accounts.map(summaryOf), {
        json: options.json === true,
        line: ({ name, id, alias, users, apiKeys, ariUsers, lamlTokens }) =>
          [
            cells(name, id, alias),
            [
              countText(users, 'user'),
              countText(apiKeys, 'API key'),
              countText(ariUsers, 'ARI user'),
              countText(lamlTokens, 'LaML token'),
            ].join(', '),
          ].join('  '),
        none: 'No accounts.',
      });
    });
  withExamples(accounts, 'tricord accounts', 'tricord accounts --json');
}

function summaryOf({ id, alias, name, users, api, asterisk, signalwire }: GatewayAccount) {
  return {
    name,
    id,
    alias,
    users: users.length,
    apiKeys: api.keys.length,
    ariUsers: asterisk.users.length,
    lamlTokens: signalwire.tokens.length,
  };
}
