import {
  type ImportedUser,
  type ImportProblem,
  type Line,
  MAX_IMPORTED_USERS,
  OPTIONAL_USER_TEXTS,
  type User,
} from '@tricord/core';
import type { Problem } from '@tricord/http-kit';
import { withRecording } from '../mappers/line-recording.ts';
import { LINE_FIELDS, MODES, RECORDING_COLUMNS, ROLES, USER_COLUMNS } from './columns.ts';
import { type ParsedImport, passwordProblem } from './parsed-import.ts';

type Fields = Readonly<Record<string, unknown>>;
type Complain = (field: string, message: string) => void;

/** So many properties that are unknown are named, of one user or line. */
const MAX_NAMED = 10;

/**
 * Reads users from JSON. The document leaves them open, because whoever imports wants to know of all that
 * is wrong, not of the first thing.
 */
export function parseJsonImport(users: readonly unknown[]): ParsedImport {
  const problems: Problem[] = [];
  const rows = users.reduce<number>((sum, given) => sum + Math.max(1, linesOf(given).length), 0);
  if (rows > MAX_IMPORTED_USERS) {
    const message = `have more than ${MAX_IMPORTED_USERS} lines`;
    return { users: [], problems: [{ path: '/body/users', message }], toProblem };
  }
  const imported = users.map((given, place) =>
    toImported(place, isFields(given) ? given : {}, (field, message) => {
      problems.push({ path: `/body/users/${place}/${field}`, message });
    }),
  );
  return {
    users: imported,
    problems,
    toProblem,
  };
}

function toProblem({ place, field, message }: ImportProblem): Problem {
  return { path: `/body/users/${place}/${field}`, message };
}

/** A user's lines as they are given; none when they are no list. */
function linesOf(given: unknown): readonly unknown[] {
  return isFields(given) && Array.isArray(given.lines) ? given.lines : [];
}

function toImported(place: number, given: Fields, say: Complain): ImportedUser {
  refuseUnknown(given, [...USER_COLUMNS, 'lines'], '', say);
  const { username, role, password, lines = [] } = given;
  if (typeof username !== 'string') say('username', 'must be a text');
  const texts = OPTIONAL_USER_TEXTS.filter((name) => given[name] !== undefined);
  for (const name of texts) if (typeof given[name] !== 'string') say(name, 'must be a text');
  const wrong = password === undefined ? undefined : secretProblem(password);
  if (wrong !== undefined) say('password', wrong);
  if (!Array.isArray(lines)) say('lines', 'must be a list');
  const user: User = {
    username: textOf(username),
    ...Object.fromEntries(texts.map((name) => [name, textOf(given[name])])),
    role: oneOf(ROLES, role ?? 'recorder', 'role', say),
    lines: linesOf(given).map((line, i) => toLine(line, `lines/${i}`, say)),
  };
  return { place, user, ...(typeof password === 'string' ? { password } : {}) };
}

function toLine(value: unknown, at: string, say: Complain): Line {
  const given = isFields(value) ? value : {};
  refuseUnknown(given, LINE_FIELDS, `${at}/`, say);
  const { deviceName, directoryNumber, monitorable = true, recordingMode = 'on-demand' } = given;
  if (typeof deviceName !== 'string') say(`${at}/deviceName`, 'must be a text');
  if (typeof directoryNumber !== 'string') say(`${at}/directoryNumber`, 'must be a text');
  if (typeof monitorable !== 'boolean') say(`${at}/monitorable`, 'must be true or false');
  return {
    deviceName: textOf(deviceName),
    directoryNumber: textOf(directoryNumber),
    monitorable: monitorable !== false,
    recordingMode: oneOf(MODES, recordingMode, `${at}/recordingMode`, say),
    ...toRecording(given.recording, `${at}/recording`, say),
  };
}

function toRecording(value: unknown, at: string, say: Complain): Pick<Line, 'recording'> {
  if (value === undefined) return {};
  if (!isFields(value)) {
    say(at, 'must be an object');
    return {};
  }
  const known = Object.keys(RECORDING_COLUMNS);
  refuseUnknown(value, known, `${at}/`, say);
  return withRecording(
    Object.fromEntries(Object.entries(value).filter(([name]) => known.includes(name))),
  );
}

function refuseUnknown(given: Fields, known: readonly string[], at: string, say: Complain): void {
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  for (const name of unknown.slice(0, MAX_NAMED)) {
    say(`${at}${name.slice(0, 100)}`, 'is unknown');
  }
}

function secretProblem(password: unknown): string | undefined {
  if (typeof password !== 'string' || password === '') return 'must be a text that is not empty';
  return passwordProblem(password);
}

function oneOf<T extends string>(
  known: readonly T[],
  given: unknown,
  field: string,
  say: Complain,
): T {
  const value = known.find((one) => one === given);
  const [first] = known;
  if (value === undefined) say(field, `must be one of ${known.join(', ')}`);
  return (value ?? first) as T;
}

/** What stands for a text that has been called wrong already is right in itself. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : 'wrong';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
