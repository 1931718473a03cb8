import {
  type CoreDeps,
  exportDirectory,
  LIST_SEPARATOR,
  type Line,
  type LineRecording,
  type User,
} from '@tricord/core';
import { stringify } from 'csv-stringify/sync';
import { guardFormula } from '../mappers/formula-guard.ts';
import { COLUMNS, type Column, RECORDING_COLUMNS } from './columns.ts';

type Cells = Partial<Record<Column, string>>;

const BYTE_ORDER_MARK = '\uFEFF';

/** The users as CSV in chunks, with a byte order mark, without which spreadsheets would assume another encoding. */
export async function* exportCsv(
  core: Pick<CoreDeps, 'catalog' | 'directory'>,
  accountId: string,
): AsyncGenerator<string> {
  const columns = COLUMNS.filter((column) => column !== 'password');
  yield BYTE_ORDER_MARK + csvOf([columns]);
  for await (const users of exportDirectory(core, accountId)) {
    yield csvOf(
      users.flatMap((user) =>
        rowsOf(user).map((cells) => columns.map((column) => guardFormula(cells[column] ?? ''))),
      ),
    );
  }
}

/** The users as JSON in chunks, in the format of an import. */
export async function* exportJson(
  core: Pick<CoreDeps, 'catalog' | 'directory'>,
  accountId: string,
): AsyncGenerator<string> {
  let separator = '{"users":[';
  for await (const users of exportDirectory(core, accountId)) {
    yield separator + users.map((user) => JSON.stringify(user)).join(',');
    separator = ',';
  }
  yield `${separator === ',' ? '' : separator}]}`;
}

/** One row per line, each with all columns of the user. */
function rowsOf({ lines, aliasNumbers, supervisedGroups, ...user }: User): readonly Cells[] {
  const joined = (items: readonly string[] = []) => items.join(LIST_SEPARATOR);
  const cells: Cells = {
    ...user,
    aliasNumbers: joined(aliasNumbers),
    supervisedGroups: joined(supervisedGroups),
  };
  return lines.length === 0 ? [cells] : lines.map((line) => ({ ...cells, ...cellsOf(line) }));
}

function cellsOf({ monitorable, recording = {}, ...line }: Line): Cells {
  const settings = (Object.keys(RECORDING_COLUMNS) as (keyof LineRecording)[]).flatMap((field) =>
    recording[field] === undefined ? [] : [[RECORDING_COLUMNS[field], String(recording[field])]],
  );
  return { ...line, monitorable: String(monitorable), ...Object.fromEntries(settings) };
}

function csvOf(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows' },
  );
}
