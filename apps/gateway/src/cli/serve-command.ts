import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LoadedConfig, loadConfig, processLogger, serveUntilSignal } from '@tricord/runtime';
import type { Command } from 'commander';
import { type GatewayAccount, gatewayForm } from '../config.ts';
import { type Gateway, openGateway } from '../gateway.ts';
import { firstSteps } from './first-steps.ts';
import { reachableUrl } from './reachable.ts';
import { say, type Terminal } from './terminal.ts';

interface ServeOptions {
  readonly config?: string;
  readonly dataDir?: string;
  readonly listen?: string;
}

export function addServeCommand(program: Command, terminal: Terminal): void {
  program
    .command('serve')
    .description('Serves all APIs until SIGTERM or Ctrl-C, then finishes live recordings.')
    .option('--config <file>', 'the configuration; default: TRICORD_CONFIG, then ./tricord.yaml')
    .option(
      '--data-dir <folder>',
      'without a configuration: where the first start creates one',
      'data',
    )
    .option('--listen <host>', 'without a configuration: the address to listen on', '127.0.0.1')
    .action((options: ServeOptions) => serve(options, terminal));
}

async function serve(options: ServeOptions, terminal: Terminal): Promise<void> {
  const { config: path, dataDir, listen: host } = options;
  const loaded = await loadConfig(gatewayForm, {
    env: terminal.env,
    ...(path === undefined ? {} : { path }),
    first: {
      ...(dataDir === undefined ? {} : { dataDir }),
      ...(host === undefined ? {} : { host }),
    },
  });
  const { config } = loaded;
  await serveUntilSignal(() => openGateway(config, processLogger(config)), {
    serving: (gateway) => say(terminal, greeting(loaded, gateway)),
    stopping: () =>
      say(terminal, 'Stopping once live recordings are finished; the same again stops at once.'),
  });
}

function greeting(
  { config, file, created }: LoadedConfig<GatewayAccount>,
  gateway: Gateway,
): string {
  const url = reachableUrl(gateway.url);
  const serving = `Tricord serves ${url} (configuration: ${shortPath(file)})`;
  return created ? `${serving}\n${firstSteps({ config, url, sample: sampleFile() })}` : serving;
}

/** The repository's sample speech, if running from the repository. */
function sampleFile(): string {
  const sample = fileURLToPath(new URL('../../../../samples/speech-1.wav', import.meta.url));
  return existsSync(sample) ? shortPath(sample) : 'FILE.wav';
}

/** Relative to the working directory if below it. */
function shortPath(path: string): string {
  const short = relative('.', path);
  return short.startsWith('..') ? path : short;
}
