import { readFile } from 'node:fs/promises';
import { arrayBuffer } from 'node:stream/consumers';
import type { NativeSchemas } from '@tricord/native';
import { type Command, Option } from 'commander';
import { listFromApi, moreThan } from './api-list.ts';
import { toLimit, withApi } from './api-options.ts';
import { type ApiOptions, type ApiTarget, findApi } from './api-target.ts';
import { withExamples } from './examples.ts';
import { cannotRead, FileProblems, UsageError } from './failure.ts';
import { cells, JSON_OPTION, printList } from './list-output.ts';
import { askGateway, RefusedError, readGateway } from './native-api.ts';
import { say, type Terminal } from './terminal.ts';

type Format = 'csv' | 'json';
type User = NativeSchemas['User'];

interface ListOptions extends ApiOptions {
  readonly limit: number;
  readonly json?: boolean;
}

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
    .description('Lists, imports and exports the users of a running gateway, with their lines.');
  const list = withApi(directory.command('list'))
    .description('Lists all users by name, those of the configuration, too.')
    .option('--limit <number>', 'the maximum number of users to list', toLimit, 100)
    .option(...JSON_OPTION)
    .action(async (options: ListOptions) => {
      const { limit, json = false } = options;
      const { items, hasMore } = await listFromApi<User>(await findApi(options, terminal.env), {
        path: '/directory/users',
        items: 'users',
        item: { username: 'string', role: 'string', lines: [{ directoryNumber: 'string' }] },
        limit,
      });
      printList(terminal, items, {
        json,
        line: lineOf,
        none: 'No users.',
        more: moreThan(limit, hasMore),
      });
    });
  withExamples(list, 'tricord directory list', 'tricord directory list --json --limit 1000');
  const importing = withApi(directory.command('import'))
    .description('Imports users, replacing those of the same name: all of them, or none.')
    .argument('<file>', 'CSV or JSON, as `export` writes it; - for standard input')
    .addOption(new Option('--format <format>', 'of the file').choices(['csv', 'json']))
    .option('--dry-run', 'only report what would change')
    .action(async (file: string, options: ImportOptions) =>
      bringIn(await findApi(options, terminal.env), file, options, terminal),
    );
  withExamples(
    importing,
    'tricord directory import users.csv --dry-run',
    'tricord directory import - --format json < users.json',
  );
  const exporting = withApi(directory.command('export'))
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
  withExamples(exporting, 'tricord directory export --format json > users.json');
}

/** One user per line: name, role, numbers, and where the user comes from. */
function lineOf({ username, role, lines, firstName, lastName, readOnly }: User): string {
  const numbers = lines.map(({ directoryNumber }) => directoryNumber).join(',');
  const name = [firstName, lastName].filter(Boolean).join(' ');
  return cells(username, role.padEnd(8), numbers, name, readOnly ? 'configuration' : 'directory');
}

async function bringIn(
  target: ApiTarget,
  file: string,
  { format = formatOf(file), dryRun = false }: ImportOptions,
  terminal: Terminal,
): Promise<void> {
  const bytes =
    file === '-' ? new Uint8Array(await arrayBuffer(terminal.stdin)) : await contentOf(file);
  const text = new TextDecoder().decode(bytes);
  const name = file === '-' ? '<stdin>' : file;
  const { importProblems, jsonSyntaxProblem } = await import('./import-problems.ts');
  const syntax = format === 'json' ? jsonSyntaxProblem(name, text) : undefined;
  if (syntax !== undefined) throw new FileProblems([syntax]);
  const { created, replaced } = await askGateway<Imported>(target, {
    method: 'POST',
    path: `/directory/import?dryRun=${dryRun}`,
    content: { type: TYPES[format], bytes },
    timeoutMs: IMPORT_TIMEOUT_MS,
    what: 'the import',
    answer: { created: 'number', replaced: 'number' },
  }).catch((error: unknown) => {
    if (!(error instanceof RefusedError) || error.problems.length === 0) throw error;
    throw new FileProblems(importProblems(name, text, format, error.problems));
  });
  const verb = dryRun ? 'would be' : created + replaced === 1 ? 'was' : 'were';
  const users = created + replaced === 1 ? '1 user' : `${created + replaced} users`;
  say(terminal, `${users} ${verb} imported: ${created} new, ${replaced} replaced.`);
}

/** @throws UsageError when the file name does not reveal the format. */
function formatOf(file: string): Format {
  const [, format] = /\.(csv|json)$/i.exec(file) ?? [];
  if (format === undefined) throw new UsageError('give --format csv or --format json');
  return format.toLowerCase() === 'csv' ? 'csv' : 'json';
}

async function contentOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    throw cannotRead(file, cause);
  }
}
