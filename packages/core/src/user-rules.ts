import type { Line, LineRecording, User } from './account.ts';
import { TricordError } from './errors.ts';
import { aliasKey } from './user-keys.ts';

/** Longest text of a user or a line, in UTF-16 code units. */
export const MAX_USER_TEXT = 256;
export const MAX_LINES_OF_USER = 100;
export const MAX_ITEMS_OF_USER = 100;

/** An error in the data of a user. */
export interface UserProblem {
  /** Such as `username` or `lines/0/deviceName`. */
  readonly field: string;
  readonly message: string;
}

/** The optional text fields of a user. */
export const OPTIONAL_USER_TEXTS = [
  'pbxUsername',
  'numericUserId',
  'numericPartitionId',
  'firstName',
  'lastName',
  'email',
  'group',
  'department',
] as const satisfies readonly (keyof User)[];

/** The lists of texts of a user. */
export const USER_LISTS = [
  'aliasNumbers',
  'supervisedGroups',
] as const satisfies readonly (keyof User)[];

/** Separates the items of a list in CSV, so that none may contain it. */
export const LIST_SEPARATOR = '|';

const TEXTS = ['username', ...OPTIONAL_USER_TEXTS] as const;

/** All errors in the data of a user; empty if it is valid. */
export function userProblems(user: User): readonly UserProblem[] {
  const texts = TEXTS.flatMap((field) => textProblems(field, user[field]));
  const lists = USER_LISTS.flatMap((field) => listProblems(field, user[field] ?? []));
  return [
    ...texts,
    ...separatorProblems('group', user.group),
    ...lists,
    ...nameProblems(user.username),
    ...mailProblems(user),
    ...linesProblems(user.lines),
  ];
}

/** @throws TricordError `invalid-argument` with the first wrong field as the parameter. */
export function requireValidUser(user: User): void {
  const [problem] = userProblems(user);
  if (problem === undefined) return;
  const { field, message } = problem;
  throw new TricordError('invalid-argument', `${field} ${message}`, {
    details: { parameter: field },
  });
}

/** A name is used in HTTP Basic authentication (RFC 7617, 2: no colon) and in URLs. */
function nameProblems(username: string): UserProblem[] {
  const message = username.includes(':')
    ? 'must not contain a colon'
    : username === '.' || username === '..'
      ? 'must not be a path'
      : undefined;
  return message === undefined ? [] : [{ field: 'username', message }];
}

function mailProblems({ email, mail = 'none' }: User): UserProblem[] {
  if (email === undefined) {
    return mail === 'none' ? [] : [{ field: 'email', message: 'must be given for mail' }];
  }
  return isEmail(email) ? [] : [{ field: 'email', message: 'must be a mail address' }];
}

/** Whether it is one plain mail address, without a name, quotes or comments. */
export function isEmail(text: string): boolean {
  return /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,190}$/u.test(text);
}

function listProblems(field: (typeof USER_LISTS)[number], items: readonly string[]): UserProblem[] {
  if (items.length > MAX_ITEMS_OF_USER) {
    return [{ field, message: `must not be more than ${MAX_ITEMS_OF_USER}` }];
  }
  const wrong = items.flatMap((item, i) => [
    ...textProblems(`${field}/${i}`, item),
    ...separatorProblems(`${field}/${i}`, item),
    ...(field === 'aliasNumbers' && aliasKey(item).value === ''
      ? [{ field: `${field}/${i}`, message: 'has no digit' }]
      : []),
  ]);
  return new Set(items).size < items.length
    ? [...wrong, { field, message: 'has an item twice' }]
    : wrong;
}

function separatorProblems(field: string, text: string | undefined): UserProblem[] {
  return text?.includes(LIST_SEPARATOR) === true
    ? [{ field, message: `must not contain ${LIST_SEPARATOR}` }]
    : [];
}

function linesProblems(lines: readonly Line[]): UserProblem[] {
  if (lines.length > MAX_LINES_OF_USER) {
    return [{ field: 'lines', message: `must not be more than ${MAX_LINES_OF_USER}` }];
  }
  const seen = new Set<string>();
  return lines.flatMap(({ deviceName, directoryNumber, recording = {} }, i) => {
    const at = `lines/${i}`;
    const key = JSON.stringify([deviceName, directoryNumber]);
    const repeated = seen.has(key) ? [{ field: at, message: 'is there twice' }] : [];
    seen.add(key);
    return [
      ...textProblems(`${at}/deviceName`, deviceName),
      ...textProblems(`${at}/directoryNumber`, directoryNumber),
      ...repeated,
      ...lineRecordingProblems(`${at}/recording`, recording),
    ];
  });
}

function lineRecordingProblems(at: string, recording: LineRecording): UserProblem[] {
  return LINE_RECORDING_RULES.flatMap(([field, fits, message]) => {
    const value = recording[field];
    return value === undefined || fits(value) ? [] : [{ field: `${at}/${field}`, message }];
  });
}

type Rule = readonly [keyof LineRecording, fits: (value: unknown) => boolean, message: string];

const LINE_RECORDING_RULES: readonly Rule[] = [
  ['channels', (value) => value === 1 || value === 2, 'must be 1 or 2'],
  ['beep', (value) => typeof value === 'boolean', 'must be true or false'],
  [
    'maxDurationMs',
    (value) => Number.isSafeInteger(value) && Number(value) >= 0,
    'must be a whole number of milliseconds, or 0 for no limit',
  ],
];

function textProblems(field: string, text: string | undefined): UserProblem[] {
  const message = text === undefined ? undefined : textProblem(text);
  return message === undefined ? [] : [{ field, message }];
}

function textProblem(text: string): string | undefined {
  if (text === '') return 'must not be empty';
  if (text.length > MAX_USER_TEXT) return `must not be longer than ${MAX_USER_TEXT} characters`;
  if (text.trim() !== text) return 'must not begin or end with white space';
  // U+FFFD is the result of reading a file that is not UTF-8.
  return /[\p{Cc}\p{Cs}\u2028\u2029\uFFFD]/u.test(text)
    ? 'must not contain control characters or broken text'
    : undefined;
}
