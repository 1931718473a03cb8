import { readFile } from 'node:fs/promises';
import { configWarnings, type LoadedConfig, readCertificate } from '@tricord/runtime';
import type { Command } from 'commander';
import { type Config, type GatewayAccount, gatewayForm } from '../config.ts';
import { configAsYaml, masked } from './config-show.ts';
import { withExamples } from './examples.ts';
import { readConfig, withConfig } from './read-config.ts';
import { say, type Terminal } from './terminal.ts';

interface ConfigOptions {
  readonly config?: string;
  readonly json?: boolean;
}

export function addConfigCommand(program: Command, terminal: Terminal): void {
  const config = program
    .command('config')
    .description('Checks the configuration, and shows it with all defaults.');
  const check = withConfig(config.command('check'))
    .description(
      'Checks the configuration and lists every problem and warning, without starting anything.',
    )
    .action(async (options: ConfigOptions) => {
      const loaded = await readConfig(options, terminal.env);
      if (loaded.config.http.tls !== undefined) await readCertificate(loaded.config.http.tls);
      say(terminal, summary(loaded));
      const warnings = await configWarnings(loaded, gatewayForm.sections);
      for (const warning of warnings) say(terminal, `warning: ${warning}`);
    });
  withExamples(
    check,
    'tricord config check',
    'tricord config check --config /etc/tricord/tricord.yaml',
  );
  const show = withConfig(config.command('show'))
    .description(
      'Shows the configuration as it is used: complete, with its defaults, and without its secrets. Comments say ' +
        'what is a default, and what is from the environment.',
    )
    .option('--json', 'print JSON')
    .action(async (options: ConfigOptions) => {
      const loaded = await readConfig(options, terminal.env);
      if (options.json) say(terminal, JSON.stringify(masked(loaded.config), undefined, 2));
      else terminal.stdout.write(configAsYaml(loaded.config, await readFile(loaded.file, 'utf8')));
    });
  withExamples(show, 'tricord config show', 'tricord config show --json | jq .recording');
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
