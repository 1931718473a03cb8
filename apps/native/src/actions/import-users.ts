import { type ActingCore, importDirectory } from '@tricord/core';
import { HttpError, keptSecret, type Problem } from '@tricord/http-kit';
import {
  hasTooManyPasswords,
  MAX_PLAIN_PASSWORDS,
  type ParsedImport,
} from '../directory/parsed-import.ts';

/**
 * Adds all users of an import to the directory, or none of them.
 * @param dryRun only validates them.
 * @throws HttpError `invalid` with all errors.
 */
export async function importUsers(
  core: ActingCore,
  accountId: string,
  { users, problems, toProblem }: ParsedImport,
  dryRun: boolean,
): Promise<{ created: number; replaced: number }> {
  const wrong: Problem[] = [...problems];
  if (hasTooManyPasswords(users)) {
    const message = `there are more than ${MAX_PLAIN_PASSWORDS} plain passwords: hash them before`;
    wrong.push({ path: '/body', message });
  }
  // Users that could be parsed are validated even if others could not: the client gets all errors at once.
  const done = await importDirectory(core, accountId, users, {
    hash: keptSecret,
    dryRun: dryRun || wrong.length > 0,
  });
  wrong.push(...done.problems.map(toProblem));
  if (wrong.length > 0) throw new HttpError({ kind: 'invalid', status: 400, problems: wrong });
  return { created: done.created, replaced: done.replaced };
}
