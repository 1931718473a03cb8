import { readRestoration, writeRestoration } from '@tricord/runtime';
import type { Command } from 'commander';
import { withExamples } from './examples.ts';
import { CommandError } from './failure.ts';
import { readConfig, withConfig } from './read-config.ts';
import { say, type Terminal } from './terminal.ts';

interface ReleaseOptions {
  readonly config?: string;
  readonly drop?: boolean;
}

/** Makes `command` the one that ends the hold of deliveries after a restore. */
export function releaseDeliveries(command: Command, terminal: Terminal): void {
  withConfig(command)
    .description('Sends the callbacks and webhooks that are held since `tricord restore`.')
    .option('--drop', 'give up those about recordings of the backup; only newer ones are sent')
    .action((options: ReleaseOptions) => release(options, terminal));
  withExamples(command, 'tricord webhooks release', 'tricord webhooks release --drop');
}

async function release(
  { drop = false, ...options }: ReleaseOptions,
  terminal: Terminal,
): Promise<void> {
  const { config } = await readConfig(options, terminal.env);
  const { dataDir } = config;
  const restoration = await readRestoration(dataDir);
  if (restoration?.isComplete === false) {
    throw new CommandError(`restoring ${dataDir} was interrupted: finish that first`);
  }
  if (restoration === undefined || restoration.deliveries === 'released') {
    say(terminal, 'No deliveries are held.');
    return;
  }
  await writeRestoration(dataDir, { ...restoration, deliveries: drop ? 'drop' : 'release' });
  const what = drop ? 'given up, newer ones are sent' : 'sent';
  say(terminal, `Held deliveries are ${what}: within a second, or when the gateway starts.`);
}
