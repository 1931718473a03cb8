import { readRestoration, writeRestoration } from '@tricord/runtime';
import { CommandError } from './failure.ts';
import { readConfig } from './read-config.ts';
import { say, type Terminal } from './terminal.ts';

/** The options of `tricord webhooks release`. */
export interface ReleaseOptions {
  readonly config?: string;
  readonly drop?: boolean;
}

/** Ends the hold of deliveries after a restore. */
export async function releaseDeliveries(
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
