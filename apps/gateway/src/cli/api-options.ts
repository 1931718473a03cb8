import { type Command, InvalidArgumentError, Option } from 'commander';

/** The options of a command that uses a gateway's native API. */
export function withApi(command: Command): Command {
  return command
    .option('--config <file>', "the gateway's configuration, for what is not given below")
    .option('--api <url>', "where the gateway's HTTP APIs are")
    .option('--key <key>', 'an API key of the gateway; better: TRICORD_API_KEY in the environment')
    .addOption(
      new Option(
        '--account <name>',
        'the account of the configuration whose key is used, by its name or id',
      ).conflicts('key'),
    );
}

/** Parses the maximum number of items to list. */
export function toLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw new InvalidArgumentError('Give a number from 1 to 1000.');
  }
  return limit;
}
