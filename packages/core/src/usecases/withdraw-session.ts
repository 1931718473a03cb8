import type { CoreDeps } from './deps.ts';
import { findSession } from './find-session.ts';

/**
 * Removes a session whose audio has not begun to arrive. Answers false, and does nothing, when it has.
 * @param sessionId as for {@link findSession}.
 * @throws TricordError `session-not-found`.
 */
export async function withdrawSession(
  deps: Pick<CoreDeps, 'catalog'>,
  accountId: string,
  sessionId: string,
): Promise<boolean> {
  const { id, state } = await findSession(deps, accountId, sessionId);
  if (state !== 'expected') return false;
  return (await deps.catalog.sessions.remove(accountId, id, 'expected')) !== undefined;
}
