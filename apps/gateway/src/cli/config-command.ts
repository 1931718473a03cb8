import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
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
      const { checkConfig } = await import('./check-config.ts');
      await checkConfig(options, terminal);
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
      const [loaded, { configAsYaml, masked }] = await Promise.all([
        readConfig(options, terminal.env),
        import('./config-show.ts'),
      ]);
      if (options.json) say(terminal, JSON.stringify(masked(loaded.config), undefined, 2));
      else terminal.stdout.write(configAsYaml(loaded.config, await readFile(loaded.file, 'utf8')));
    });
  withExamples(show, 'tricord config show', 'tricord config show --json | jq .recording');
}
