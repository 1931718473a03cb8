import type { Command } from 'commander';
import { withExamples } from './examples.ts';
import type { ServeOptions } from './serve.ts';
import type { Terminal } from './terminal.ts';

export function addServeCommand(program: Command, terminal: Terminal): void {
  const command = program
    .command('serve')
    .description('Serves all APIs until SIGTERM or Ctrl-C, then finishes live recordings.')
    .option(
      '--config <file>',
      'the configuration; default: TRICORD_CONFIG, then ./tricord.yaml, then ./data/tricord.yaml',
    )
    .option(
      '--data-dir <folder>',
      'without a configuration: where the first start creates one',
      'data',
    )
    .option('--listen <host>', 'without a configuration: the address to listen on', '127.0.0.1')
    .option('--accept-empty-catalog', 'begin afresh although audio of an earlier catalog is kept')
    .action(async (options: ServeOptions) => {
      const { serve } = await import('./serve.ts');
      await serve(options, terminal);
    });
  withExamples(
    command,
    'tricord serve',
    'tricord serve --config /etc/tricord/tricord.yaml',
    'tricord serve --data-dir trial --listen 192.0.2.10',
  );
}
