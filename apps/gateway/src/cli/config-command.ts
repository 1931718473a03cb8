import { configWarnings, type LoadedConfig, loadConfig, readCertificate } from '@tricord/runtime';
import type { Command } from 'commander';
import { type Config, type GatewayAccount, gatewayForm } from '../config.ts';
import { say, type Terminal } from './terminal.ts';

export function addConfigCommand(program: Command, terminal: Terminal): void {
  program
    .command('config')
    .description('Checks the configuration.')
    .command('check')
    .description(
      'Checks the configuration and lists every problem and warning, without starting anything.',
    )
    .option('--config <file>', 'the configuration; default: where `tricord serve` looks for it')
    .action(async ({ config: path }: { config?: string }) => {
      const loaded = await loadConfig(gatewayForm, {
        env: terminal.env,
        first: false,
        ...(path === undefined ? {} : { path }),
      });
      if (loaded.config.http.tls !== undefined) await readCertificate(loaded.config.http.tls);
      say(terminal, summary(loaded));
      const warnings = await configWarnings(loaded, gatewayForm.sections);
      for (const warning of warnings) say(terminal, `warning: ${warning}`);
    });
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
