import {
  type CoreDeps,
  type Line,
  type LineRecording,
  type User,
  usernameKey,
} from '@tricord/core';
import { stringify } from 'csv-stringify/sync';
import { COLUMNS, type Column, RECORDING_COLUMNS } from './columns.ts';
import { guardFormula } from './formula-guard.ts';

const PAGE = 500;
const BYTE_ORDER_MARK = '\uFEFF';

/** The users as CSV in pieces: without the byte order mark, spreadsheets would take it for another encoding. */
export async function* exportCsv(
  core: Pick<CoreDeps, 'catalog' | 'directory'>,
  accountId: string,
): AsyncGenerator<string> {
  const columns = COLUMNS.filter((column) => column !== 'password');
  yield BYTE_ORDER_MARK + csvOf([columns]);
  for await (const users of pagesOf(core, accountId)) {
    yield csvOf(
      users.flatMap((user) =>
        rowsOf(user).map((cells) => columns.map((column) => guardFormula(cells[column] ?? ''))),
      ),
    );
  }
}

/** The users as JSON in pieces, as an import takes them. */
export async function* exportJson(
  core: Pick<CoreDeps, 'catalog' | 'directory'>,
  accountId: string,
): AsyncGenerator<string> {
  let separator = '{"users":[';
  for await (const users of pagesOf(core, accountId)) {
    yield separator + users.map((user) => JSON.stringify(user)).join(',');
    separator = ',';
  }
  yield `${separator === ',' ? '' : separator}]}`;
}

/** The users that were put in at run time, never an empty page. */
async function* pagesOf(
  { catalog, directory }: Pick<CoreDeps, 'catalog' | 'directory'>,
  accountId: string,
): AsyncGenerator<readonly User[]> {
  let after: string | undefined;
  for (;;) {
    const query = { accountId, limit: PAGE, ...(after === undefined ? {} : { after }) };
    const stored = await catalog.directory.list(query);
    const users = stored.map(({ user }) => user);
    const shown = users.filter(({ username }) => !directory.isGiven(username));
    if (shown.length > 0) yield shown;
    const last = users.at(-1)?.username;
    if (last === undefined || users.length < PAGE) return;
    after = usernameKey(last);
  }
}

/** A row for each line, all with the whole user. */
function rowsOf({ lines, ...user }: User): readonly Partial<Record<Column, string>>[] {
  return lines.length === 0 ? [user] : lines.map((line) => ({ ...user, ...cellsOf(line) }));
}

function cellsOf({ monitorable, recording = {}, ...line }: Line): Partial<Record<Column, string>> {
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
