import { type CoreDeps, findSession, hangUp, isTricordError, type Session } from '@tricord/core';

/**
 * Hangs up a call, and returns it once it is over and its recordings have settled. A call that is over already stays
 * as it is.
 * @throws TricordError `session-not-found`; `session-not-live` for one that has not begun.
 */
export async function completeCall(
  deps: Pick<CoreDeps, 'catalog' | 'sessionControl'>,
  accountId: string,
  callSid: string,
): Promise<Session> {
  const { id } = await findSession(deps, accountId, callSid);
  let refusal: unknown;
  try {
    await hangUp(deps, accountId, id);
  } catch (error) {
    if (!isTricordError(error, 'session-not-live')) throw error;
    refusal = error;
  }
  const session = await findSession(deps, accountId, id);
  if (refusal !== undefined && session.state !== 'ended') throw refusal;
  return session;
}
