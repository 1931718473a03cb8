import type { ImportedUser, ImportProblem } from '@tricord/core';
import { type Problem, requireUsualHash } from '@tricord/http-kit';
import { MAX_PASSWORD } from './columns.ts';

/** The parsed part of an import. */
export interface ParsedImport {
  readonly users: readonly ImportedUser[];
  /** Why the rest could not be parsed. */
  readonly problems: readonly Problem[];
  /** The location, for the client, of an error that the core reports. */
  toProblem(problem: ImportProblem): Problem;
}

/** Hashing each one costs as much as a login, and the recorder shares the machine. */
export const MAX_PLAIN_PASSWORDS = 500;

/** Why the password is not valid, or undefined. */
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
