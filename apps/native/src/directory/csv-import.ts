import {
  type ImportedUser,
  LIST_SEPARATOR,
  type Line,
  OPTIONAL_USER_TEXTS,
  USER_LISTS,
  type User,
  usernameKey,
} from '@tricord/core';
import type { Problem } from '@tricord/http-kit';
import { unguardFormula } from '../mappers/formula-guard.ts';
import { withRecording } from '../mappers/line-recording.ts';
import {
  COLUMNS,
  type Column,
  LINE_COLUMNS,
  MAILS,
  MODES,
  RECORDING_COLUMNS,
  ROLES,
  USER_COLUMNS,
} from './columns.ts';
import { type ParsedImport, passwordProblem } from './parsed-import.ts';
import { type CsvRow, readCsv } from './read-csv.ts';

type Cells = Readonly<Partial<Record<Column, string>>>;
type Complain = (column: string, message: string) => void;

/** A user according to the rows so far. */
interface Gathered {
  /** Line number of the user's first row. */
  readonly place: number;
  readonly cells: Cells;
  readonly lines: { readonly place: number; readonly line: Line }[];
}

/** Parses users from CSV: the columns in any order, one row per line of a user. */
export async function parseCsvImport(text: string): Promise<ParsedImport> {
  const { rows, problem } = await readCsv(text);
  const problems: Problem[] = [];
  const complain = (place: number) => (column: string, message: string) => {
    const where = column === '' ? '' : `${column} `;
    problems.push({ path: pathOf(place, column), message: `line ${place}: ${where}${message}` });
  };
  const [head, ...rest] = rows;
  const columns = readHead(head, complain(head?.line ?? 1));
  const users = new Map<string, Gathered>();
  for (const row of columns === undefined ? [] : rest) {
    const say = complain(row.line);
    gather(users, row.line, cellsOf(row, columns ?? [], say), say);
  }
  if (problem !== undefined) complain(problem.line)('', problem.message);
  const byPlace = new Map([...users.values()].map((user) => [user.place, user]));
  return {
    users: [...users.values()].map((user) => toImported(user, complain(user.place))),
    problems,
    toProblem: ({ place, field, message }) => {
      const [, index, part = 'deviceName'] = /^lines\/(\d+)(?:\/(.+))?$/.exec(field) ?? [];
      const at = byPlace.get(place)?.lines[Number(index)]?.place ?? place;
      const column = index === undefined ? field.replace(/\/\d+$/, '') : columnOf(part);
      return { path: pathOf(at, column), message: `line ${at}: ${column} ${message}` };
    },
  };
}

/** The column of a line's property. */
function columnOf(part: string): string {
  const columns = Object.entries(RECORDING_COLUMNS);
  return columns.find(([field]) => part === `recording/${field}`)?.[1] ?? part;
}

function pathOf(place: number, column: string): string {
  return column === '' ? `/body/${place}` : `/body/${place}/${column}`;
}

/** The columns by position; undefined if the header is invalid. */
function readHead(head: CsvRow | undefined, say: Complain): readonly Column[] | undefined {
  const known = new Map<string, Column>(COLUMNS.map((column) => [column.toLowerCase(), column]));
  const columns = (head?.cells ?? []).map((cell) => known.get(cell.trim().toLowerCase()) ?? cell);
  const unknown = columns.filter((name) => !(COLUMNS as readonly string[]).includes(name));
  for (const name of unknown) say('', `there is no column ${JSON.stringify(name.slice(0, 100))}`);
  const repeated = COLUMNS.filter((name) => columns.indexOf(name) !== columns.lastIndexOf(name));
  for (const name of repeated) say(name, 'is there twice');
  const named = columns.includes('username');
  if (!named) say('username', 'is missing from the first line, which names the columns');
  return named && unknown.length + repeated.length === 0 ? (columns as Column[]) : undefined;
}

/** The cells of a row; empty cells are omitted. */
function cellsOf({ cells }: CsvRow, columns: readonly Column[], say: Complain): Cells {
  if (cells.length > columns.length) say('', `has more than ${columns.length} cells`);
  const entries = columns.flatMap((column, i): [Column, string][] => {
    const cell = cells[i] ?? '';
    const value = column === 'password' ? cell : unguardFormula(cell.trim());
    return value === '' ? [] : [[column, value]];
  });
  return Object.fromEntries(entries);
}

/** Adds a row to its user. */
function gather(users: Map<string, Gathered>, place: number, cells: Cells, say: Complain): void {
  const { username } = cells;
  if (username === undefined) {
    say('username', 'is missing');
    return;
  }
  const line = lineOf(cells, say);
  const key = usernameKey(username);
  const user = users.get(key);
  if (user === undefined) {
    users.set(key, { place, cells, lines: line === undefined ? [] : [{ place, line }] });
    return;
  }
  for (const column of USER_COLUMNS) {
    if (column === 'username') continue;
    const differs = cells[column] !== undefined && cells[column] !== user.cells[column];
    if (differs) say(column, `is not what it is in line ${user.place}`);
  }
  if (line !== undefined) user.lines.push({ place, line });
  else if (!hasLine(cells)) say('username', `is there already, in line ${user.place}`);
}

function hasLine(cells: Cells): boolean {
  return LINE_COLUMNS.some((column) => cells[column] !== undefined);
}

function lineOf(cells: Cells, say: Complain): Line | undefined {
  if (!hasLine(cells)) return undefined;
  const { deviceName, directoryNumber, recordingMode: mode = 'on-demand' } = cells;
  const recordingMode = MODES.find((known) => known === mode.toLowerCase());
  const monitorable = TRUTH.get(cells.monitorable?.toLowerCase() ?? 'true');
  if (deviceName === undefined) say('deviceName', 'is missing');
  if (directoryNumber === undefined) say('directoryNumber', 'is missing');
  if (monitorable === undefined) say('monitorable', 'must be true or false');
  if (recordingMode === undefined) say('recordingMode', `must be one of ${MODES.join(', ')}`);
  const known = deviceName !== undefined && directoryNumber !== undefined;
  return known && monitorable !== undefined && recordingMode !== undefined
    ? { deviceName, directoryNumber, monitorable, recordingMode, ...recordingOf(cells) }
    : undefined;
}

/** Values that cannot be parsed are kept, to be rejected by the core. */
function recordingOf(cells: Cells): Pick<Line, 'recording'> {
  const {
    recordingChannels: channels,
    recordingBeep: beep,
    recordingMaxDurationMs: maxDurationMs,
  } = cells;
  return withRecording({
    ...(channels === undefined ? {} : { channels: numberOf(channels) }),
    ...(beep === undefined ? {} : { beep: TRUTH.get(beep.toLowerCase()) ?? beep }),
    ...(maxDurationMs === undefined ? {} : { maxDurationMs: numberOf(maxDurationMs) }),
  });
}

function numberOf(cell: string): number {
  return /^\d+$/.test(cell) ? Number(cell) : Number.NaN;
}

const TRUTH: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** The lists of a user, without those that are empty. */
function listsOf(cells: Cells): Pick<User, (typeof USER_LISTS)[number]> {
  const lists = USER_LISTS.map((name): [string, string[]] => {
    const items = (cells[name] ?? '').split(LIST_SEPARATOR).map((item) => item.trim());
    return [name, items.filter((item) => item !== '')];
  });
  return Object.fromEntries(lists.filter(([, items]) => items.length > 0));
}

function toImported({ place, cells, lines }: Gathered, say: Complain): ImportedUser {
  const role = ROLES.find((known) => known === (cells.role ?? 'recorder').toLowerCase());
  if (role === undefined) say('role', `must be one of ${ROLES.join(', ')}`);
  const mail = MAILS.find((known) => known === cells.mail?.toLowerCase());
  if (mail === undefined && cells.mail !== undefined) {
    say('mail', `must be one of ${MAILS.join(', ')}`);
  }
  const { username = '', password } = cells;
  const wrong = password === undefined ? undefined : passwordProblem(password);
  if (wrong !== undefined) say('password', wrong);
  const texts = OPTIONAL_USER_TEXTS.filter((name) => cells[name] !== undefined);
  const user: User = {
    username,
    ...Object.fromEntries(texts.map((name) => [name, cells[name]])),
    ...listsOf(cells),
    ...(mail === undefined ? {} : { mail }),
    role: role ?? 'recorder',
    lines: lines.map(({ line }) => line),
  };
  return { place, user, ...(password === undefined ? {} : { password }) };
}
