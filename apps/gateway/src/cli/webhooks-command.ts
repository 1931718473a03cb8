import type { NativeSchemas } from '@tricord/native';
import { type Command, Option } from 'commander';
import { listFromApi, moreThan } from './api-list.ts';
import { toLimit, withApi } from './api-options.ts';
import { type ApiOptions, type ApiTarget, findApi } from './api-target.ts';
import { withExamples } from './examples.ts';
import { UsageError } from './failure.ts';
import { JSON_OPTION, printList } from './list-output.ts';
import { askGateway } from './native-api.ts';
import { withConfig } from './read-config.ts';
import type { ReleaseOptions } from './release-deliveries.ts';
import { say, type Terminal } from './terminal.ts';
import { toUuid } from './uuid-argument.ts';

type Delivery = NativeSchemas['Delivery'];

interface ListOptions extends ApiOptions {
  readonly state?: Delivery['state'];
  readonly recording?: string;
  readonly limit: number;
  readonly json?: boolean;
}

interface ReplayOptions extends ApiOptions {
  readonly dead?: boolean;
}

const PATH = '/webhooks/deliveries';
const RELEASE = '`tricord webhooks release`: deliveries are held since a restore';

export function addWebhooksCommand(program: Command, terminal: Terminal): void {
  const webhooks = program
    .command('webhooks')
    .description('Lists, replays and releases deliveries (callbacks, webhooks, mail).');
  const releasing = withConfig(webhooks.command('release'))
    .description(
      'Sends the deliveries (callbacks, webhooks, mail) that are held since `tricord restore`.',
    )
    .option('--drop', 'give up those about recordings of the backup; only newer ones are sent')
    .action(async (options: ReleaseOptions) => {
      const { releaseDeliveries } = await import('./release-deliveries.ts');
      await releaseDeliveries(options, terminal);
    });
  withExamples(releasing, 'tricord webhooks release', 'tricord webhooks release --drop');
  const listing = withApi(webhooks.command('list'))
    .description('Lists deliveries, newest first.')
    .addOption(
      new Option('--state <state>', 'only these').choices(['pending', 'delivered', 'dead']),
    )
    .option('--recording <id>', 'only those about this recording', toUuid)
    .option('--limit <number>', 'the maximum number of deliveries to list', toLimit, 100)
    .option(...JSON_OPTION)
    .action(async (options: ListOptions) =>
      list(await findApi(options, terminal.env), options, terminal),
    );
  withExamples(
    listing,
    'tricord webhooks list --state dead',
    'tricord webhooks list --json | jq -r \'select(.state == "dead") | .lastError\'',
  );
  const replaying = withApi(webhooks.command('replay'))
    .description('Sends deliveries again.')
    .argument('[ids...]', 'the deliveries', toUuids)
    .option('--dead', 'all dead deliveries')
    .action(async (ids: readonly string[], options: ReplayOptions) => {
      await replay(await findApi(options, terminal.env), ids, options, terminal);
    });
  withExamples(replaying, 'tricord webhooks replay --dead');
}

async function list(target: ApiTarget, options: ListOptions, terminal: Terminal): Promise<void> {
  const { state, recording, limit, json = false } = options;
  const filters = { state, recordingId: recording };
  const { items, hasMore } = await listFromApi<Delivery>(target, {
    ...{ path: PATH, items: 'deliveries', filters, limit },
    item: { id: 'string', createdAt: 'string', state: 'string', url: 'string' },
  });
  printList(terminal, items, {
    json,
    line: lineOf,
    none: 'No deliveries.',
    more: moreThan(limit, hasMore),
  });
}

/** One delivery per line: its event, receiver and state. */
function lineOf(delivery: Delivery): string {
  const { id, state, attempts, createdAt, event, recordingId, url, lastError } = delivery;
  const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  const facts = [id, createdAt, state.padEnd(9), tries, event, recordingId, url];
  return [...facts, ...(lastError === undefined ? [] : [`(${lastError})`])].join('  ');
}

async function replay(
  target: ApiTarget,
  ids: readonly string[],
  { dead = false }: ReplayOptions,
  terminal: Terminal,
): Promise<void> {
  if (dead === ids.length > 0) throw new UsageError('give ids of deliveries, or --dead');
  const { deliveries } = await askGateway<NativeSchemas['Status']>(target, {
    ...{ method: 'GET', path: '/status', what: 'the status' },
  });
  const again = deliveries.held ? `sent again after ${RELEASE}` : 'sent again';
  if (dead) {
    const { replayed } = await askGateway<{ replayed: number }>(target, {
      method: 'POST',
      path: `${PATH}/replay`,
      what: 'the replay',
      answer: { replayed: 'number' },
    });
    say(terminal, `${replayed === 1 ? '1 delivery is' : `${replayed} deliveries are`} ${again}.`);
    return;
  }
  for (const id of ids) {
    const path = `${PATH}/${encodeURIComponent(id)}/replay`;
    await askGateway<Delivery>(target, { method: 'POST', path, what: `the replay of ${id}` });
    say(terminal, `${id} is ${again}.`);
  }
}

function toUuids(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, toUuid(text)];
}
