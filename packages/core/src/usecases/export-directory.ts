import { type User, usernameKey } from '../account.ts';
import type { CoreDeps } from './deps.ts';

/** How many users are read at once. */
const PAGE = 500;

/**
 * The account's users that an import can change, by name, in pages that are never empty: those of the
 * configuration are left out.
 */
export async function* exportDirectory(
  { catalog, directory }: Pick<CoreDeps, 'catalog' | 'directory'>,
  accountId: string,
): AsyncGenerator<readonly User[]> {
  let after: string | undefined;
  for (;;) {
    const query = { accountId, limit: PAGE, ...(after === undefined ? {} : { after }) };
    const stored = await catalog.directory.list(query);
    const users = stored.map(({ user }) => user);
    const shown = users.filter(({ username }) => !directory.isGiven(username));
    if (shown.length > 0) yield shown;
    const last = users.at(-1)?.username;
    if (last === undefined || users.length < PAGE) return;
    after = usernameKey(last);
  }
}
