import type { CoreDeps } from './deps.ts';
import { findLiveSession } from './find-session.ts';

/**
 * Hangs up a live session's call at its source. Resolves once the session is over: its recordings have settled.
 * @param sessionId as for {@link findSession}.
 * @throws TricordError `session-not-found`; `session-not-live`.
 */
export async function hangUp(
  deps: Pick<CoreDeps, 'catalog' | 'sessionControl'>,
  accountId: string,
  sessionId: string,
): Promise<void> {
  const { id } = await findLiveSession(deps, accountId, sessionId);
  await deps.sessionControl.hangUp(accountId, id);
}
