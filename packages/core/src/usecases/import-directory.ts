import { type User, usernameKey } from '../account.ts';
import type { NewAuditEntry } from '../audit.ts';
import { isTricordError } from '../errors.ts';
import type { UserChange } from '../ports/directory-catalog.ts';
import { userProblems } from '../user-rules.ts';
import { type AuditDeps, auditEntry } from './audit.ts';
import type { CoreDeps } from './deps.ts';
import { requireChangeable } from './find-user.ts';
import { replaceUser } from './put-user.ts';

/** So many users may be imported at once: while the catalog writes them, in one go, all else waits. */
export const MAX_IMPORTED_USERS = 5000;

/** So many users are looked at before others have their turn. */
const TURN = 200;

/** So many names of users stand in one entry of the audit log. */
const NAMES_IN_ENTRY = 100;

export interface ImportedUser {
  /** Where the user stands in what is imported; goes back in problems. */
  readonly place: number;
  readonly user: User;
  /** Plain, or `scrypt:…`; undefined leaves the password that there is. */
  readonly password?: string;
}

/** One thing that is wrong with what is imported. */
export interface ImportProblem {
  readonly place: number;
  /** Such as `username` or `lines/0/deviceName`. */
  readonly field: string;
  readonly message: string;
}

export interface DirectoryImport {
  readonly created: number;
  readonly replaced: number;
  /** While there is one, nothing is imported. */
  readonly problems: readonly ImportProblem[];
}

type Deps = Pick<CoreDeps, 'catalog' | 'directory' | 'clock'> & AuditDeps;

/**
 * Puts users into the account's directory, each as {@link putUser} does: all, or none when one of them
 * may not come in. Users who are not among them stay.
 *
 * @param hash makes a `scrypt:…` of a password; only called once everything else is right.
 * @param dryRun says what would come of it, and changes nothing.
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

/** What the audit log says of an import: an entry for each user would hold everything up for twice as long. */
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
