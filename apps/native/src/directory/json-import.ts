import {
  type ImportedUser,
  type ImportProblem,
  type Line,
  type LineRecording,
  MAX_IMPORTED_USERS,
  MAX_LINES_OF_USER,
} from '@tricord/core';
import type { Problem } from '@tricord/http-kit';
import { z } from 'zod';
import { withRecording } from '../mappers/line-recording.ts';
import { withoutEmpty } from '../mappers/user.ts';
import { MAILS, MODES, ROLES, type USER_COLUMNS } from './columns.ts';
import { type ParsedImport, passwordProblem } from './parsed-import.ts';

type Complain = (field: string, message: string) => unknown;

/** How many unknown properties of an object are reported. */
const MAX_UNKNOWN = 10;

const NO_PASSWORD = 'must be a text that is not empty';

/** Whatever is no object has no properties. */
const properties = z.looseObject({}).catch({});
const withLines = z.object({ lines: z.array(z.unknown()) }).catch({ lines: [] });

const text = z.string('must be a text');
const texts = z.array(text, 'must be a list');

const password = z
  .string(NO_PASSWORD)
  .min(1, NO_PASSWORD)
  .superRefine((value, context) => {
    const message = passwordProblem(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

// Each schema is for one object without those inside it, which are read in turn: see `read`.
const userSchema = z.strictObject({
  username: text,
  pbxUsername: text.exactOptional(),
  numericUserId: text.exactOptional(),
  numericPartitionId: text.exactOptional(),
  firstName: text.exactOptional(),
  lastName: text.exactOptional(),
  email: text.exactOptional(),
  mail: oneOf(MAILS).exactOptional(),
  group: text.exactOptional(),
  supervisedGroups: texts.exactOptional(),
  department: text.exactOptional(),
  aliasNumbers: texts.exactOptional(),
  role: oneOf(ROLES).default('recorder'),
  password: password.exactOptional(),
  lines: z
    .array(z.unknown(), 'must be a list')
    .max(MAX_LINES_OF_USER, `must not be more than ${MAX_LINES_OF_USER}`)
    .default([]),
} satisfies Record<(typeof USER_COLUMNS)[number] | 'lines', z.ZodType>);

const lineSchema = z.strictObject({
  deviceName: text,
  directoryNumber: text,
  monitorable: z.boolean('must be true or false').default(true),
  recordingMode: oneOf(MODES).default('on-demand'),
  recording: z.looseObject({}, 'must be an object').default({}),
} satisfies Record<keyof Line, z.ZodType>);

/** The core checks the values. */
const recordingSchema = z.strictObject({
  channels: z.unknown().optional(),
  beep: z.unknown().optional(),
  maxDurationMs: z.unknown().optional(),
} satisfies Record<keyof LineRecording, z.ZodType>);

/** Reads users from JSON. The API's document leaves them open, so that all problems are reported at once. */
export async function parseJsonImport(users: readonly unknown[]): Promise<ParsedImport> {
  const rows = users.reduce<number>((sum, given) => {
    return sum + Math.max(1, withLines.parse(given).lines.length);
  }, 0);
  if (rows > MAX_IMPORTED_USERS) {
    const message = `have more than ${MAX_IMPORTED_USERS} lines`;
    return { users: [], problems: [{ path: '/body/users', message }], toProblem };
  }
  const problems: Problem[] = [];
  const imported: ImportedUser[] = [];
  for (const [place, given] of users.entries()) {
    const say: Complain = (field, message) => problems.push(toProblem({ place, field, message }));
    imported.push(toImported(place, given, say));
    // Thousands of wrong users take hundreds of milliseconds: other work gets a turn.
    await new Promise(setImmediate);
  }
  return { users: imported, problems, toProblem };
}

function toProblem({ place, field, message }: ImportProblem): Problem {
  return { path: `/body/users/${place}/${field}`, message };
}

function toImported(place: number, given: unknown, say: Complain): ImportedUser {
  const standIn = { username: `(user ${place})` };
  const { password: secret, lines, ...rest } = read(userSchema, given, standIn, say);
  const user = withoutEmpty(rest);
  return {
    place,
    user: { ...user, lines: lines.map((line, i) => toLine(line, i, inside(`lines/${i}`, say))) },
    ...(secret === undefined ? {} : { password: secret }),
  };
}

function toLine(given: unknown, i: number, say: Complain): Line {
  const standIn = { deviceName: `(device ${i})`, directoryNumber: `(number ${i})` };
  const { recording, ...line } = read(lineSchema, given, standIn, say);
  return {
    ...line,
    ...withRecording(read(recordingSchema, recording, {}, inside('recording', say))),
  };
}

/**
 * Reads an object, and reports what is wrong with it. What is right is returned even then, because the core can check
 * it: without what is wrong, or with the required properties of `standIn` in its place.
 */
function read<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape, z.core.$strict>,
  given: unknown,
  standIn: object,
  say: Complain,
): z.output<z.ZodObject<Shape, z.core.$strict>> {
  const fields = properties.parse(given);
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const right = new Set(Object.keys(schema.shape));
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const name of issue.keys.slice(0, MAX_UNKNOWN)) say(name.slice(0, 100), 'is unknown');
    } else {
      const name = String(issue.path[0]);
      right.delete(name);
      say(name, issue.message);
    }
  }
  const rest = Object.entries(fields).filter(([name]) => right.has(name));
  return schema.parse({ ...standIn, ...Object.fromEntries(rest) });
}

function inside(at: string, say: Complain): Complain {
  return (field, message) => say(`${at}/${field}`, message);
}

function oneOf<T extends string>(known: readonly T[]) {
  return z.enum(known, `must be one of ${known.join(', ')}`);
}
