import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { configWarnings, type Environment, InvalidConfigError } from '@tricord/runtime';
import { type Config, gatewayForm } from '../../config.ts';
import { readConfig } from '../read-config.ts';
import { checkCertificate } from './check-certificate.ts';
import { checkFolder } from './check-folder.ts';
import { checkGateway } from './check-gateway.ts';
import { checkMachine, type Machine } from './check-machine.ts';
import { checkPeer, configuredPeers } from './check-peers.ts';
import { checkPorts } from './check-ports.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Checks everything that a gateway with this configuration needs, whether one runs or not. Changes nothing. */
export async function examine(
  options: { readonly config?: string },
  env: Environment,
  machine: Machine,
): Promise<readonly Finding[]> {
  try {
    const { config, file } = await readConfig(options, env);
    const warnings = await configWarnings({ config, file }, gatewayForm.sections);
    const changed = await changesOf([file, join(config.dataDir, 'catalog.db')]);
    return [
      ok('configuration', file),
      ...warnings.map((warning) => warn('configuration', warning, 'see docs/configuration.md')),
      ...checkMachine(machine, changed),
      ...(await checkServices(config, machine)),
    ];
  } catch (error) {
    if (!(error instanceof InvalidConfigError)) throw error;
    const { file, problems } = error;
    return [
      ...problems.map(({ line, message }) =>
        fail(
          'configuration',
          `${[file, line].filter(Boolean).join(':')}: ${message}`,
          'correct it',
        ),
      ),
      ...checkMachine(machine, {}),
    ];
  }
}

async function checkServices(config: Config, machine: Machine): Promise<readonly Finding[]> {
  const { findings: folder, usedBy } = await checkFolder(config);
  const gateway =
    usedBy === undefined ? { findings: [], receivers: [] } : await checkGateway(config);
  const peers = [...configuredPeers(config), ...gateway.receivers];
  return [
    ...folder,
    ...(await checkPorts(config, usedBy)),
    ...(await checkCertificate(config, machine.now)),
    ...gateway.findings,
    ...(await Promise.all(peers.map(checkPeer))),
  ];
}

/** When those of the files that exist were last changed, epoch milliseconds. */
async function changesOf(files: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const changes = await Promise.all(
    files.map(async (file) => [file, (await stat(file).catch(() => undefined))?.mtimeMs] as const),
  );
  return Object.fromEntries(
    changes.flatMap(([file, at]) => (at === undefined ? [] : [[file, at] as const])),
  );
}
