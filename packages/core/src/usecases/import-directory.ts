import { type User, usernameKey } from '../account.ts';
import type { NewAuditEntry } from '../audit.ts';
import { isTricordError } from '../errors.ts';
import type { UserChange } from '../ports/directory-catalog.ts';
import { userProblems } from '../user-rules.ts';
import { type AuditDeps, auditEntry } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { requireChangeable } from './find-user.ts';
import { replaceUser } from './put-user.ts';

/** The most users in one import: the catalog writes them in one transaction, which blocks everything else. */
export const MAX_IMPORTED_USERS = 5000;

/** How many users are checked before other work gets a turn. */
const TURN = 200;

/** How many user names one audit entry lists. */
const NAMES_IN_ENTRY = 100;

export interface ImportedUser {
  /** Where the user is in the imported file; repeated in problems. */
  readonly place: number;
  readonly user: User;
  /** Plain, or `scrypt:…`; undefined keeps the current password. */
  readonly password?: string;
}

/** An error in the imported data. */
export interface ImportProblem {
  readonly place: number;
  /** Such as `username` or `lines/0/deviceName`. */
  readonly field: string;
  readonly message: string;
}

export interface DirectoryImport {
  readonly created: number;
  readonly replaced: number;
  /** If there are any, nothing is imported. */
  readonly problems: readonly ImportProblem[];
}

type Deps = Pick<CoreDeps, 'catalog' | 'directory' | 'clock'> & AuditDeps;

/**
 * Puts users into the account's directory as {@link putUser} does: all of them, or none if one is invalid. Other
 * users are not changed.
 *
 * @param hash hashes a password as `scrypt:…`; called only once everything else is valid.
 * @param dryRun reports what would happen, and changes nothing.
 * @throws TricordError `username-taken` when another account took a name in the meantime; what `hash`
 *   throws. Nothing is imported then.
 */
export async function importDirectory(
  deps: Deps,
  accountId: string,
  users: readonly ImportedUser[],
  { hash, dryRun }: { hash: (password: string) => Promise<string>; dryRun: boolean },
): Promise<DirectoryImport> {
  const problems = await problemsOf(deps, accountId, users);
  if (problems.length > 0) return { created: 0, replaced: 0, problems };
  const { directory } = deps.catalog;
  if (dryRun) {
    let replaced = 0;
    for (const { user } of users) {
      if ((await directory.get(accountId, user.username)) !== undefined) replaced += 1;
    }
    return { created: users.length - replaced, replaced, problems };
  }
  const hashes: (string | undefined)[] = [];
  for (const { password } of users) {
    hashes.push(password === undefined ? undefined : await hash(password));
  }
  const at = deps.clock.now();
  let replaced = 0;
  const changes = users.map(
    ({ user }, i): UserChange => ({
      username: user.username,
      change: (before) => {
        if (before !== undefined) replaced += 1;
        return replaceUser(before, { accountId, user, passwordHash: hashes[i], at });
      },
    }),
  );
  await directory.put(accountId, changes, auditEntries(deps, accountId, users));
  return { created: users.length - replaced, replaced, problems };
}

/** The audit entries of an import: an entry per user would double the time of the transaction. */
function auditEntries(
  deps: Deps,
  accountId: string,
  users: readonly ImportedUser[],
): readonly NewAuditEntry[] {
  const names = users.map(({ user }) => user.username);
  const entries: NewAuditEntry[] = [];
  for (let i = 0; i < names.length; i += NAMES_IN_ENTRY) {
    const usernames = JSON.stringify(names.slice(i, i + NAMES_IN_ENTRY));
    const details = { change: 'import', usernames };
    entries.push(auditEntry(deps, { accountId, action: 'directory.change', details }));
  }
  return entries;
}

async function problemsOf(
  deps: Deps,
  accountId: string,
  users: readonly ImportedUser[],
): Promise<readonly ImportProblem[]> {
  const places = new Map<string, number>();
  const problems: ImportProblem[] = [];
  for (const [i, { place, user }] of users.entries()) {
    if (i % TURN === TURN - 1) await new Promise(setImmediate);
    const key = usernameKey(user.username);
    const first = places.get(key);
    places.set(key, first ?? place);
    const found = [
      ...userProblems(user),
      ...(first === undefined ? [] : [{ field: 'username', message: 'is there twice' }]),
      ...(await nameProblem(deps, accountId, user.username)),
    ];
    problems.push(...found.map((problem) => ({ place, ...problem })));
  }
  return problems;
}

async function nameProblem(deps: Deps, accountId: string, username: string) {
  try {
    await requireChangeable(deps, accountId, username);
  } catch (error) {
    if (!isTricordError(error)) throw error;
    const message = error.code === 'user-read-only' ? 'is a user of the configuration' : 'is taken';
    return [{ field: 'username', message }];
  }
  const other = await deps.catalog.directory.find(username);
  return other === undefined || other.accountId === accountId
    ? []
    : [{ field: 'username', message: 'is taken' }];
}
