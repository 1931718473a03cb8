/** Steers live calls at the sources that bring their audio. It may live in another process. */
export interface SessionControl {
  /**
   * Ends a call at its source. Resolves once the session is over: its recordings have settled, and
   * `session.ended` has been published.
   * @param sessionId UUID of a live session.
   * @throws TricordError `session-not-live` when its audio does not reach us (any more).
   */
  hangUp(accountId: string, sessionId: string): Promise<void>;
}
