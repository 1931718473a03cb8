import { configWarnings, type LoadedConfig, readCertificate, readMailCa } from '@tricord/runtime';
import { type Config, type GatewayAccount, gatewayForm } from '../config.ts';
import { printable } from './printable.ts';
import { readConfig } from './read-config.ts';
import { say, type Terminal } from './terminal.ts';

/**
 * Prints whether the configuration is good, and its warnings.
 * @throws InvalidConfigError with every problem; StartError when a certificate cannot be used.
 */
export async function checkConfig(
  options: { readonly config?: string },
  terminal: Terminal,
): Promise<void> {
  const loaded = await readConfig(options, terminal.env);
  const { http, mail } = loaded.config;
  if (http.tls !== undefined) await readCertificate(http.tls);
  if (mail?.ca !== undefined) await readMailCa(mail.ca);
  say(terminal, printable(summary(loaded)));
  const warnings = await configWarnings(loaded, gatewayForm.sections);
  for (const warning of warnings) say(terminal, printable(`warning: ${warning}`));
}

function summary({ config, file }: LoadedConfig<GatewayAccount>): string {
  const { accounts, http, dataDir } = config;
  const names = accounts.map(({ name }) => name).join(', ');
  return [
    `${file} is good: ${accounts.length === 1 ? 'account' : `${accounts.length} accounts:`} ${names}`,
    `${http.tls === undefined ? 'HTTP' : 'HTTPS'} on ${http.host}:${http.port}`,
    audioSocket(config),
    `data in ${dataDir}`,
  ].join('; ');
}

function audioSocket({ sources: { audiosocket } }: Config): string {
  if (audiosocket.length === 0) return 'no AudioSocket';
  return `AudioSocket on ${audiosocket.map(({ host, port }) => `${host}:${port}`).join(', ')}`;
}
