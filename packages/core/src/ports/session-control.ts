/** Controls live sessions at their sources, which may run in another process. */
export interface SessionControl {
  /**
   * Hangs up a session's call at its source. Resolves once the session is over: its recordings have settled, and
   * `session.ended` has been published.
   * @param sessionId UUID of a live session.
   * @throws TricordError `session-not-live` when its audio is not (or no longer) arriving.
   */
  hangUp(accountId: string, sessionId: string): Promise<void>;
}
