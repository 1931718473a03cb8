import type { NativeSchemas } from '@tricord/native';
import type { Config } from '../../config.ts';
import { listFromApi } from '../api-list.ts';
import { apiOf, keyOf } from '../api-target.ts';
import { askGateway } from '../native-api.ts';
import { type Peer, peerOf } from './check-peers.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

type Delivery = NativeSchemas['Delivery'];

/** How many deliveries of each state, and how many receivers are looked at. */
const MAX_DELIVERIES = 200;
const MAX_RECEIVERS = 20;

/** The running gateway, and whom it has something to deliver to. */
export interface GatewayReport {
  readonly findings: readonly Finding[];
  readonly receivers: readonly Peer[];
}

/** Asks the gateway that uses the data folder how it is, for each account with a plain key. */
export async function checkGateway(config: Config): Promise<GatewayReport> {
  const findings: Finding[] = [];
  const receivers = new Map<string, Peer>();
  for (const { name } of config.accounts) {
    try {
      const target = { api: apiOf(config), key: keyOf(config, name) };
      if (findings.length === 0) {
        const status = await askGateway<NativeSchemas['Status']>(target, {
          method: 'GET',
          path: '/status',
          what: 'the status',
          answer: { version: 'string', ready: 'boolean', checks: {}, reasons: {} },
        });
        findings.push(readiness(status), ...heldDeliveries(status));
      }
      for (const state of ['pending', 'dead']) {
        const { items } = await listFromApi<Delivery>(target, {
          path: '/webhooks/deliveries',
          items: 'deliveries',
          item: { url: 'string' },
          filters: { state },
          limit: MAX_DELIVERIES,
        });
        for (const { url } of items) {
          const { origin, protocol } = new URL(url);
          // The server that takes mail is configured.
          if (protocol === 'mailto:') continue;
          receivers.set(origin, peerOf(`receiver of callbacks (${name})`, origin));
        }
      }
    } catch (error) {
      const remedy = 'give the account an API key in plain text, or use `tricord status`';
      findings.push(warn('gateway', (error as Error).message, remedy));
    }
  }
  return { findings, receivers: [...receivers.values()].slice(0, MAX_RECEIVERS) };
}

function heldDeliveries({ deliveries }: NativeSchemas['Status']): readonly Finding[] {
  if (!deliveries.held) return [];
  const remedy = 'send or drop them with `tricord webhooks release`';
  return [warn('deliveries', 'they are held since a restore: nothing is sent', remedy)];
}

function readiness({ version, ready, checks, reasons }: NativeSchemas['Status']): Finding {
  if (ready) return ok('gateway', `Tricord ${version} runs and is ready`);
  const failed = Object.keys(checks).filter((name) => checks[name] === 'failed');
  const why = failed.map((name) => reasons[name] ?? name).join('; ');
  return fail('gateway', `it runs, but is not ready: ${why}`, 'see its log and docs/operations.md');
}
