import { callStartedAt, type Recording } from '@tricord/core';
import { loadConfig, previewRetention, type RetentionPreview } from '@tricord/runtime';
import type { Command } from 'commander';
import { gatewayForm } from '../config.ts';
import { toLimit } from './api-options.ts';
import { CommandError } from './failure.ts';
import { say, type Terminal } from './terminal.ts';

interface PreviewOptions {
  readonly config?: string;
  readonly account?: string;
  readonly limit: number;
}

export function addRetentionCommand(program: Command, terminal: Terminal): void {
  program
    .command('retention')
    .description('Shows what retention would delete.')
    .command('preview')
    .description(
      'Shows what retention would delete from the data folder if it ran now by this configuration, whether a ' +
        'gateway runs on the folder or not. Deletes nothing.',
    )
    .option('--config <file>', 'the configuration; default: where `tricord serve` looks for it')
    .option('--account <name>', 'only this account, by its name or id')
    .option('--limit <number>', 'list no more than so many of an account', toLimit, 100)
    .action((options: PreviewOptions) => preview(options, terminal));
}

async function preview(options: PreviewOptions, terminal: Terminal): Promise<void> {
  const { config: path, account: wanted, limit } = options;
  const { config } = await loadConfig(gatewayForm, {
    env: terminal.env,
    first: false,
    ...(path === undefined ? {} : { path }),
  });
  const accounts = config.accounts.filter(
    ({ id, name }) => wanted === undefined || wanted === id || wanted === name,
  );
  if (accounts.length === 0) throw new CommandError(`no account is called ${wanted}`);
  const { dataDir } = config;
  for (const found of await previewRetention({ accounts, dataDir }, { limit })) {
    for (const line of report(found)) say(terminal, line);
  }
}

function report({ account, sum, recordings }: RetentionPreview): readonly string[] {
  const count = sum.recordings === 1 ? '1 recording' : `${sum.recordings} recordings`;
  return [
    ...recordings.map(lineOf),
    `${account.name}: ${count} with ${sum.bytes} bytes of audio would be deleted.`,
  ];
}

/** One recording per line: the start of its call, its line, and its size. */
function lineOf(recording: Recording): string {
  const { id, name, state, call, media } = recording;
  const { directoryNumber = '-', deviceName = '-' } = call.line;
  const startedAt = new Date(callStartedAt(recording)).toISOString();
  const bytes = `${media?.bytes ?? 0} bytes`;
  return [id, startedAt, state, directoryNumber, deviceName, bytes, name].join('  ');
}
