import type { z } from 'zod';

type Path = readonly PropertyKey[];

/** Why a configuration cannot be used. */
export interface ConfigProblem {
  /** Like `accounts[0].name: is missing`; never shows a secret. */
  readonly message: string;
  /** The line of the file, from 1, if it is about one. */
  readonly line?: number;
}

/** The configuration cannot be used. `problems` lists every reason in the order of the file. */
export class InvalidConfigError extends Error {
  readonly problems: readonly ConfigProblem[];
  /** Where the configuration came from. */
  readonly file: string;

  constructor(file: string, problems: readonly ConfigProblem[]) {
    super(`${file}: ${problems.map(({ message }) => message).join('; ')}`);
    this.name = 'InvalidConfigError';
    this.file = file;
    this.problems = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  }
}

/** One line about the setting at `path`. */
export function problemAt(path: Path, message: string): string {
  return path.length === 0 ? message : `${pathText(path)}: ${message}`;
}

/** A path in the usual notation: `accounts[0].asterisk.users[1].password`. */
export function pathText(path: Path): string {
  return path
    .map((step, i) => {
      if (typeof step === 'number') return `[${step}]`;
      const plain = /^[\w-]+$/.test(String(step)) ? String(step) : JSON.stringify(String(step));
      return i === 0 ? plain : `.${plain}`;
    })
    .join('');
}

/** What zod found, one for each setting. */
export function problemsOfIssue(
  issue: z.core.$ZodIssue,
): readonly { readonly path: Path; readonly message: string }[] {
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is not a known setting' }))
    : [{ path: issue.path, message: issue.message }];
}

/** Messages for zod's issues where the schema has none of its own; zod's error map. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? 'is missing'
        : `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      return issue.origin === 'number' ? `must be at least ${issue.minimum}` : 'must not be empty';
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    default:
      return undefined;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text (put numbers in quotes)',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};
