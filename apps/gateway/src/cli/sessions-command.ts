import type { NativeSchemas } from '@tricord/native';
import { type Command, Option } from 'commander';
import { listFromApi, moreThan } from './api-list.ts';
import { toLimit, withApi } from './api-options.ts';
import { type ApiOptions, findApi } from './api-target.ts';
import { withExamples } from './examples.ts';
import { cells, JSON_OPTION, printList } from './list-output.ts';
import type { Terminal } from './terminal.ts';

type Session = NativeSchemas['Session'];

const STATES: readonly Session['state'][] = ['expected', 'live', 'ended'];

interface ListOptions extends ApiOptions {
  readonly state?: readonly string[];
  readonly number?: string;
  readonly user?: string;
  readonly limit: number;
  readonly json?: boolean;
}

export function addSessionsCommand(program: Command, terminal: Terminal): void {
  const sessions = program
    .command('sessions')
    .description('Lists the calls that a running gateway knows.');
  const list = withApi(sessions.command('list'))
    .description('Lists calls, expected, live and ended, newest first.')
    .addOption(new Option('--state <state...>', 'only those in these states').choices(STATES))
    .option('--number <number>', 'only those on this directory number')
    .option('--user <name>', 'only those of this user')
    .option('--limit <number>', 'the maximum number of calls to list', toLimit, 100)
    .option(...JSON_OPTION)
    .action(async (options: ListOptions) => {
      const { state, number, user, limit, json = false } = options;
      const { items, hasMore } = await listFromApi<Session>(await findApi(options, terminal.env), {
        path: '/sessions',
        items: 'sessions',
        item: { id: 'string', createdAt: 'string', state: 'string', call: {} },
        filters: { state, directoryNumber: number, username: user },
        limit,
      });
      printList(terminal, items, {
        json,
        line: lineOf,
        none: 'No sessions.',
        more: moreThan(limit, hasMore),
      });
    });
  withExamples(
    list,
    'tricord sessions list --state live',
    'tricord sessions list --number 101 --json',
  );
}

/** One call per line: its creation, state, source, line, user and other side. */
function lineOf({ id, createdAt, state, source, call }: Session): string {
  const { line, user, remote } = call;
  return cells(
    id,
    createdAt,
    state.padEnd(8),
    source,
    line?.directoryNumber,
    user,
    remote?.phoneNumber,
  );
}
