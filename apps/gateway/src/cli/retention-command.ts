import type { NativeSchemas } from '@tricord/native';
import type { Command } from 'commander';
import { toLimit, withApi } from './api-options.ts';
import { type ApiOptions, findApi } from './api-target.ts';
import { askGateway } from './native-api.ts';
import { say, type Terminal } from './terminal.ts';

type Recording = NativeSchemas['Recording'];

interface Preview {
  readonly count?: number;
  readonly bytes?: number;
  readonly recordings: readonly Recording[];
  readonly next?: string;
}

interface PreviewOptions extends ApiOptions {
  readonly limit: number;
}

export function addRetentionCommand(program: Command, terminal: Terminal): void {
  withApi(
    program
      .command('retention')
      .description('Commands for the retention of recordings.')
      .command('preview'),
  )
    .description('Lists what retention would delete if it ran now, without deleting anything.')
    .option('--limit <number>', 'the maximum number of recordings to list', toLimit, 100)
    .action((options: PreviewOptions) => preview(options, terminal));
}

async function preview(options: PreviewOptions, terminal: Terminal): Promise<void> {
  const target = await findApi(options, terminal.env);
  const { limit } = options;
  const shown: Recording[] = [];
  let sum: Pick<Preview, 'count' | 'bytes'> = {};
  let after: string | undefined;
  do {
    const query = new URLSearchParams({
      limit: String(limit),
      ...(after === undefined ? {} : { after }),
    });
    const path = `/retention/preview?${query}`;
    const what = 'the preview';
    const page: Preview = await askGateway<Preview>(target, { method: 'GET', path, what });
    if (after === undefined) sum = page;
    shown.push(...page.recordings);
    after = page.next;
  } while (after !== undefined && shown.length < limit);
  const { count = 0, bytes = 0 } = sum;
  for (const recording of shown.slice(0, limit)) say(terminal, lineOf(recording));
  const recordings = count === 1 ? '1 recording' : `${count} recordings`;
  say(terminal, `${recordings} with ${bytes} bytes of audio would be deleted.`);
}

/** One recording per line: the start of its call, its line, and its size. */
function lineOf({ id, name, state, call, startedAt, createdAt, media }: Recording): string {
  const { directoryNumber = '-', deviceName = '-' } = call.line;
  const bytes = `${media?.bytes ?? 0} bytes`;
  return [id, startedAt ?? createdAt, state, directoryNumber, deviceName, bytes, name].join('  ');
}
