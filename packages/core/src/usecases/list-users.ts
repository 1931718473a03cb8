import { compareUsernames, type StoredUser, type User, usernameKey } from '../account.ts';
import { TricordError } from '../errors.ts';
import type { Page } from '../ports/page.ts';
import type { CoreDeps } from './deps.ts';

/** A user of the directory, for its administration. */
export interface DirectoryEntry {
  readonly user: User;
  /** The user is in the configuration, and can only be changed there. */
  readonly readOnly: boolean;
  readonly hasPassword: boolean;
  /** Epoch milliseconds; unknown of a user of the configuration. */
  readonly createdAt?: number;
  /** Epoch milliseconds; unknown of a user of the configuration. */
  readonly updatedAt?: number;
}

export interface UserQuery {
  readonly accountId: string;
  /** From 1 to 1000. */
  readonly limit: number;
  /** `next` of the page before. */
  readonly after?: string;
}

/**
 * The account's users, those of the configuration and of the catalog, by name, a page at a time.
 * @throws TricordError `invalid-argument` with parameter `limit` or `after`.
 */
export async function listUsers(
  { catalog, directory }: Pick<CoreDeps, 'catalog' | 'directory'>,
  { accountId, limit, after: token }: UserQuery,
): Promise<Page<DirectoryEntry>> {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw invalid('limit', 'A page has from 1 to 1000 users');
  }
  const after = token === undefined ? undefined : readToken(token);
  const stored = await catalog.directory.list({
    accountId,
    limit,
    ...(after === undefined ? {} : { after }),
  });
  // There may be more stored users after the last one read, so configured users after it belong to a later page.
  const bound = stored.length < limit ? undefined : stored.at(-1)?.user.username;
  const given = directory
    .givenUsers(accountId)
    .filter(({ username }) => after === undefined || compareUsernames(username, after) > 0)
    .filter(({ username }) => bound === undefined || compareUsernames(username, bound) <= 0);
  const all = [
    ...given.map(givenEntry),
    ...stored.filter(({ user }) => !directory.isGiven(user.username)).map(storedEntry),
  ].sort((a, b) => compareUsernames(a.user.username, b.user.username));
  const items = all.slice(0, limit);
  const end = all.length > limit ? items.at(-1)?.user.username : bound;
  return { items, ...(end === undefined ? {} : { next: tokenOf(end) }) };
}

export function givenEntry(user: User): DirectoryEntry {
  return { user, readOnly: true, hasPassword: true };
}

export function storedEntry(stored: StoredUser): DirectoryEntry {
  const { user, passwordHash, createdAt, updatedAt } = stored;
  return { user, readOnly: false, hasPassword: passwordHash !== undefined, createdAt, updatedAt };
}

function tokenOf(username: string): string {
  return Buffer.from(usernameKey(username)).toString('base64url');
}

function readToken(token: string): string {
  const username = Buffer.from(token, 'base64url').toString();
  if (token === '' || tokenOf(username) !== token)
    throw invalid('after', 'Not a token of this list');
  return username;
}

function invalid(parameter: string, message: string): TricordError {
  return new TricordError('invalid-argument', message, { details: { parameter } });
}
