import type { UserRole } from '@tricord/core';
import type { ImagicleAccount } from '../config.ts';
import { ACME, type Credentials, testAccount, user } from './accounts.ts';

/** How a line is recorded: on demand, automatic, live-keep; or not monitorable. */
type LineKind = 'demand' | 'auto' | 'keep' | 'deaf';

/** The line of the call of a cell. An unknown line has no owner. */
export interface Place {
  readonly whose: 'own' | 'other' | 'unknown';
  readonly kind?: LineKind;
}

/** The requesting user, and the owner of the lines that the cell calls their own. */
export interface Asker {
  readonly username: string;
  readonly credentials?: Credentials;
}

const KINDS: readonly LineKind[] = ['demand', 'auto', 'keep', 'deaf'];
const COLUMNS: readonly Place[] = [
  ...KINDS.map((kind) => ({ whose: 'own', kind }) as const),
  ...KINDS.map((kind) => ({ whose: 'other', kind }) as const),
  { whose: 'unknown' },
];
const ASKERS: Readonly<Record<string, Asker>> = {
  'level 1': { username: 'one', credentials: ['one', 'right'] },
  'level 2': { username: 'two', credentials: ['two', 'right'] },
  'level 10': { username: 'ten', credentials: ['ten', 'right'] },
  'wrong password': { username: 'ten', credentials: ['ten', 'wrong'] },
  'no password': { username: 'ten' },
};
const OTHER = 'other';

/** A row of a matrix: the response to one user in each column. */
export interface Row {
  readonly title: string;
  readonly asker: Asker;
  readonly cells: readonly { readonly place: Place; readonly answer: string }[];
}

/**
 * Parses a matrix in the form of a table: a row for each user, with a response for each column, after
 * a line of headings.
 * @throws Error when a row or a cell is missing.
 */
export function parseMatrix(table: string): readonly Row[] {
  const [, ...lines] = table.trim().split('\n');
  const rows = lines.map((line): Row => {
    const [title = '', ...cells] = line.split('|').map((part) => part.trim());
    const answers = cells.flatMap((part) => part.split(/\s+/));
    const asker = ASKERS[title];
    if (asker === undefined || answers.length !== COLUMNS.length) throw new Error(`Row: ${line}`);
    return {
      title,
      asker,
      cells: COLUMNS.map((place, index) => ({ place, answer: answers[index] ?? '' })),
    };
  });
  const titles = rows.map(({ title }) => title);
  if (`${titles}` !== `${Object.keys(ASKERS)}`) throw new Error(`Rows: ${titles}`);
  return rows;
}

/** The name of a column in a failing test. */
export function titleOf({ whose, kind }: Place): string {
  return kind === undefined ? whose : `${whose} ${kind}`;
}

/** The owner of the line, if it has one. */
export function ownerAt({ whose }: Place, { username }: Asker): string | undefined {
  if (whose === 'unknown') return undefined;
  return whose === 'own' ? username : OTHER;
}

export function lineAt(
  place: Place,
  asker: Asker,
): { deviceName: string; directoryNumber: string } {
  return lineOf(ownerAt(place, asker) ?? 'nobody', place.kind ?? 'demand');
}

/** An account in which each user has a line of each kind. */
export function matrixAccounts(): ImagicleAccount[] {
  const users = [
    matrixUser('one', 'recorder'),
    matrixUser('two', 'reader'),
    matrixUser('ten', 'manager'),
    matrixUser(OTHER, 'recorder'),
  ];
  return [testAccount(ACME, users)];
}

function matrixUser(username: string, role: UserRole): ImagicleAccount['users'][number] {
  const lines = [
    { ...lineOf(username, 'demand'), recordingMode: 'on-demand' as const },
    { ...lineOf(username, 'auto'), recordingMode: 'automatic' as const },
    { ...lineOf(username, 'keep'), recordingMode: 'live-keep' as const },
    { ...lineOf(username, 'deaf'), monitorable: false },
  ];
  return user([username, 'right'], role, { lines });
}

function lineOf(username: string, kind: LineKind): { deviceName: string; directoryNumber: string } {
  return { deviceName: `SEP-${username}-${kind}`, directoryNumber: `${username}/${kind}` };
}
