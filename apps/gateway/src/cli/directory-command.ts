import { readFile } from 'node:fs/promises';
import { arrayBuffer } from 'node:stream/consumers';
import { type Command, Option } from 'commander';
import { withApi } from './api-options.ts';
import { type ApiOptions, type ApiTarget, findApi } from './api-target.ts';
import { CommandError, cannotRead } from './failure.ts';
import { askGateway, readGateway } from './native-api.ts';
import { say, type Terminal } from './terminal.ts';

type Format = 'csv' | 'json';

interface ImportOptions extends ApiOptions {
  readonly format?: Format;
  readonly dryRun?: boolean;
}

interface ExportOptions extends ApiOptions {
  readonly format: Format;
}

interface Imported {
  readonly created: number;
  readonly replaced: number;
}

const TYPES = { csv: 'text/csv', json: 'application/json' } as const;
/** Long, because plain passwords are hashed during the request. */
const IMPORT_TIMEOUT_MS = 300_000;

export function addDirectoryCommand(program: Command, terminal: Terminal): void {
  const directory = program
    .command('directory')
    .description('Imports and exports the users of a running gateway, with their lines.');
  withApi(directory.command('import'))
    .description('Imports users, replacing those of the same name: all of them, or none.')
    .argument('<file>', 'CSV or JSON, as `export` writes it; - for standard input')
    .addOption(new Option('--format <format>', 'of the file').choices(['csv', 'json']))
    .option('--dry-run', 'only report what would change')
    .action(async (file: string, options: ImportOptions) =>
      bringIn(await findApi(options, terminal.env), file, options, terminal),
    );
  withApi(directory.command('export'))
    .description('Prints the imported users, without their passwords.')
    .addOption(
      new Option('--format <format>', 'what to print').choices(['csv', 'json']).default('csv'),
    )
    .action(async (options: ExportOptions) => {
      const target = await findApi(options, terminal.env);
      const path = `/directory/export.${options.format}`;
      const text = await readGateway(target, { method: 'GET', path, what: 'the export' });
      terminal.stdout.write(text);
    });
}

async function bringIn(
  target: ApiTarget,
  file: string,
  { format = formatOf(file), dryRun = false }: ImportOptions,
  terminal: Terminal,
): Promise<void> {
  const bytes =
    file === '-' ? new Uint8Array(await arrayBuffer(terminal.stdin)) : await contentOf(file);
  const { created, replaced } = await askGateway<Imported>(target, {
    method: 'POST',
    path: `/directory/import?dryRun=${dryRun}`,
    content: { type: TYPES[format], bytes },
    timeoutMs: IMPORT_TIMEOUT_MS,
    what: 'the import',
  });
  const verb = dryRun ? 'would be' : created + replaced === 1 ? 'was' : 'were';
  const users = created + replaced === 1 ? '1 user' : `${created + replaced} users`;
  say(terminal, `${users} ${verb} imported: ${created} new, ${replaced} replaced.`);
}

/** @throws CommandError when the file name does not reveal the format. */
function formatOf(file: string): Format {
  const [, format] = /\.(csv|json)$/i.exec(file) ?? [];
  if (format === undefined) throw new CommandError('give --format csv or --format json');
  return format.toLowerCase() === 'csv' ? 'csv' : 'json';
}

async function contentOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    throw cannotRead(file, cause);
  }
}
