import {
  conferenceLeft,
  endSession,
  type MembershipDeps,
  type SessionControl,
  TricordError,
} from '@tricord/core';

/** Session control without a source: a hang-up ends the session in the catalog and publishes the event. */
export class FakeSessionControl implements SessionControl {
  readonly #deps: MembershipDeps;

  constructor(deps: MembershipDeps) {
    this.#deps = deps;
  }

  async hangUp(accountId: string, sessionId: string): Promise<void> {
    const { catalog, clock, events } = this.#deps;
    const now = clock.now();
    const session = await catalog.sessions.update(accountId, sessionId, (known) => {
      if (known.state === 'live') return endSession(known, now);
      throw new TricordError('session-not-live', `Session ${sessionId} is ${known.state}`);
    });
    if (session === undefined) throw new TricordError('session-not-live', `No call ${sessionId}`);
    const { conference } = session.call;
    if (conference !== undefined) await conferenceLeft(this.#deps, session, conference);
    events.publish({ type: 'session.ended', at: now, accountId, session });
  }
}
