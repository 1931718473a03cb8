import type { ImportedUser, ImportProblem } from '@tricord/core';
import { type Problem, requireUsualHash } from '@tricord/http-kit';
import { MAX_PASSWORD } from './columns.ts';

/** What came in to be imported, as far as it could be read. */
export interface ParsedImport {
  readonly users: readonly ImportedUser[];
  /** Why the rest could not be read. */
  readonly problems: readonly Problem[];
  /** Where the client finds what the core calls wrong. */
  toProblem(problem: ImportProblem): Problem;
}

/** Each of them costs as much as a login, and the recorder shares the machine. */
export const MAX_PLAIN_PASSWORDS = 500;

/** Why the password cannot be taken, or undefined. */
export function passwordProblem(password: string): string | undefined {
  if (password.length > MAX_PASSWORD) return `must not be longer than ${MAX_PASSWORD} characters`;
  try {
    requireUsualHash(password);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'is no password';
  }
}

/** Whether there are more plain passwords than can be hashed in one request. */
export function hasTooManyPasswords(users: readonly ImportedUser[]): boolean {
  const plain = users.filter(({ password }) => password && !password.startsWith('scrypt:'));
  return plain.length > MAX_PLAIN_PASSWORDS;
}
