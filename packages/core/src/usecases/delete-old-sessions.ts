import type { Session } from '../session.ts';
import type { CoreDeps } from './deps.ts';

/** How long an account keeps the data of calls that no recording is of. */
export interface SessionRetention {
  /** Sessions that are over, from their creation. */
  readonly endedMs: number;
  /** Sessions that were announced and never came. */
  readonly expectedMs: number;
}

/** How many sessions are looked at before other work gets a turn. */
const BATCH = 100;

/**
 * Deletes an account's old sessions that have ended or never begun, unless a recording is of them.
 * @param goesOn is asked before each page.
 * @returns how many were deleted.
 */
export async function deleteOldSessions(
  deps: Pick<CoreDeps, 'catalog' | 'clock'>,
  accountId: string,
  { endedMs, expectedMs }: SessionRetention,
  goesOn: () => boolean,
): Promise<number> {
  const now = deps.clock.now();
  const expired = await deleteAll(deps, accountId, 'expected', now - expectedMs, goesOn);
  return expired + (await deleteAll(deps, accountId, 'ended', now - endedMs, goesOn));
}

async function deleteAll(
  { catalog }: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  state: 'expected' | 'ended',
  createdBefore: number,
  goesOn: () => boolean,
): Promise<number> {
  let deleted = 0;
  let after: string | undefined;
  do {
    if (!goesOn()) break;
    const page: { items: readonly Session[]; next?: string } = await catalog.sessions.list({
      ...{ accountId, createdBefore, states: [state], limit: BATCH },
      ...(after === undefined ? {} : { after }),
    });
    for (const { id } of page.items) {
      if ((await catalog.sessions.remove(accountId, id, state)) !== undefined) deleted += 1;
    }
    after = page.next;
    await new Promise(setImmediate);
  } while (after !== undefined);
  return deleted;
}
