import type { NativeSchemas } from '@tricord/native';
import { type Command, Option } from 'commander';
import { durationText } from './amounts.ts';
import { listFromApi, moreThan } from './api-list.ts';
import { toLimit, withApi } from './api-options.ts';
import { type ApiOptions, findApi } from './api-target.ts';
import { withExamples } from './examples.ts';
import { cells, JSON_OPTION, printList } from './list-output.ts';
import type { Terminal } from './terminal.ts';

type Recording = NativeSchemas['Recording'];

const STATES: readonly Recording['state'][] = [
  'queued',
  'recording',
  'paused',
  'finishing',
  'done',
  'failed',
  'canceled',
];

interface ListOptions extends ApiOptions {
  readonly state?: readonly string[];
  readonly number?: string;
  readonly user?: string;
  readonly search?: string;
  readonly limit: number;
  readonly json?: boolean;
}

export function addRecordingsCommand(program: Command, terminal: Terminal): void {
  const recordings = program
    .command('recordings')
    .description('Lists the recordings of a running gateway.');
  const list = withApi(recordings.command('list'))
    .description('Lists recordings, live and ended, newest first.')
    .addOption(new Option('--state <state...>', 'only those in these states').choices(STATES))
    .option('--number <number>', 'only those on this directory number')
    .option('--user <name>', 'only those of this user')
    .option('--search <words>', 'only those with these words in a name, number, note or tag')
    .option('--limit <number>', 'the maximum number of recordings to list', toLimit, 100)
    .option(...JSON_OPTION)
    .action(async (options: ListOptions) => {
      const { state, number, user, search, limit, json = false } = options;
      const { items, hasMore } = await listFromApi<Recording>(
        await findApi(options, terminal.env),
        {
          path: '/recordings',
          items: 'recordings',
          item: {
            id: 'string',
            createdAt: 'string',
            state: 'string',
            durationMs: 'number',
            call: {},
          },
          filters: { state, directoryNumber: number, username: user, q: search },
          limit,
        },
      );
      printList(terminal, items, {
        json,
        line: lineOf,
        none: 'No recordings.',
        more: moreThan(limit, hasMore),
      });
    });
  withExamples(
    list,
    'tricord recordings list --state recording paused',
    'tricord recordings list --user ann --search invoice',
    'tricord recordings list --json | jq -r \'select(.state == "failed") | .id\'',
  );
}

/** One recording per line: its begin, state, line, the other side, its length and name. */
function lineOf({ id, createdAt, state, call, durationMs, name }: Recording): string {
  const { line, remote } = call;
  return cells(
    id,
    createdAt,
    state.padEnd(9),
    line?.directoryNumber,
    remote?.phoneNumber,
    durationText(durationMs),
    name === id ? undefined : name,
  );
}
