import {
  addTracks,
  beginSession,
  type Catalog,
  type Clock,
  conferenceJoined,
  conferenceLeft,
  type Directory,
  type EventBus,
  endSession,
  expectSession,
  isTricordError,
  type LineHints,
  moveBetweenConferences,
  planDescription,
  type Recorder,
  type Session,
  type SessionDescription,
  type SessionEventType,
  type TrackName,
  TricordError,
} from '@tricord/core';
import type { Logger } from 'pino';
import type { IncomingStream } from './incoming-stream.ts';

export interface SessionRegisterDeps {
  readonly catalog: Catalog;
  readonly events: EventBus;
  /** Completes the descriptions of streams. */
  readonly directory: Directory;
  readonly lineHints?: LineHints;
  readonly clock: Clock;
  /** Stops the recordings of a conference that has ended. */
  readonly recorder: Recorder;
  readonly logger: Logger;
  /** The accounts there are now, whose announced calls may reach the listeners of others; default: none may. */
  readonly accountIds?: () => readonly string[];
}

/** Ids that other accounts cannot guess: at least as random as a UUID, such as `CA…` of Twilio. */
const UNGUESSABLE = /[0-9a-f]{32}$/i;

/** Keeps the catalog, the event bus and the conferences in step with the sessions that are live here. */
export class SessionRegister {
  readonly #deps: SessionRegisterDeps;

  constructor(deps: SessionRegisterDeps) {
    this.#deps = deps;
  }

  /**
   * Whose call a stream carries: the account's whose listener it has reached, unless it does not know the call, and exactly
   * one other account has announced it. Only ids that nobody guesses are looked up there.
   */
  async accountOf(incoming: IncomingStream): Promise<string> {
    const { accountId, fetched, knownBy, description } = incoming;
    const all = fetched === true ? [] : (this.#deps.accountIds?.() ?? []);
    const others = all.filter((other) => other !== accountId);
    const isOpaque = knownBy !== 'externalId' || UNGUESSABLE.test(description?.externalId ?? '');
    if (others.length === 0 || !isOpaque) return accountId;
    if ((await this.#known(accountId, incoming)) !== undefined) return accountId;
    const announced: string[] = [];
    for (const other of others) {
      const session = await this.#known(other, incoming);
      if (session !== undefined && isAnnounced(session)) announced.push(other);
    }
    const [only, ...more] = announced;
    return only === undefined || more.length > 0 ? accountId : only;
  }

  async #known(
    accountId: string,
    { id, knownBy, description }: IncomingStream,
  ): Promise<Session | undefined> {
    const { sessions } = this.#deps.catalog;
    const externalId = knownBy === 'externalId' ? description?.externalId : undefined;
    return externalId === undefined
      ? await sessions.get(accountId, id)
      : await sessions.findByExternalId(accountId, externalId);
  }

  /** The id of a stream's session, existing or new. */
  async idOf(incoming: IncomingStream): Promise<string> {
    if (incoming.knownBy !== 'externalId') return incoming.id;
    return (await this.#known(incoming.accountId, incoming))?.id ?? incoming.id;
  }

  /**
   * Makes the session live in the catalog. A session that is live in the catalog without a stream is one whose end
   * could not be saved: it is ended first, then resumed.
   * @throws TricordError `session-not-found` when the UUID was not described and unknown ones are refused.
   */
  async begin(
    incoming: IncomingStream,
    id: string,
  ): Promise<{ session: Session; how: 'started' | 'resumed' }> {
    const { accountId, source, tracks, acceptUnknown } = incoming;
    const { sessions } = this.#deps.catalog;
    const now = this.#deps.clock.now();
    const stored = await sessions.get(accountId, id);
    if (stored?.state === 'live') await this.end(stored, now);
    const describe = await this.#plan(accountId, incoming.description, stored);
    let before: Session | undefined;
    // Begun first: a stream that is refused must not change what is known of the call.
    const begin = (session: Session) => {
      before = session;
      return describe(beginSession(session, source, tracks, now), now);
    };
    const update = async () => {
      const session = await sessions.update(accountId, id, begin);
      if (session === undefined) return undefined;
      return { session, how: before?.state === 'expected' ? 'started' : 'resumed' } as const;
    };
    const known = await update();
    if (known !== undefined) return known;
    if (!acceptUnknown) {
      throw new TricordError('session-not-found', `Nobody described session ${id}`);
    }
    const session = begin(expectSession(id, accountId, {}, now));
    try {
      await sessions.insert(session);
    } catch (error) {
      // Somebody has described it meanwhile.
      const described = isTricordError(error, 'invalid-argument') ? await update() : undefined;
      if (described === undefined) throw error;
      return described;
    }
    return { session, how: 'started' };
  }

  /** Publishes that a session has begun, and has it join its conference. */
  async tellBegin(session: Session, how: 'started' | 'resumed'): Promise<void> {
    this.#tell(`session.${how}`, session);
    // A call is not refused because its conference cannot be kept.
    await this.#watch(session, conferenceJoined(this.#deps, session));
  }

  /** Saves what one more stream adds to a live session. Never rejects: its audio is accepted in any case. */
  async join(
    { accountId, id }: Session,
    tracks: readonly TrackName[],
    description?: SessionDescription,
  ): Promise<void> {
    const { catalog, clock, logger } = this.#deps;
    try {
      const stored = await catalog.sessions.get(accountId, id);
      const describe = await this.#plan(accountId, description, stored);
      let before: Session | undefined;
      const after = await catalog.sessions.update(accountId, id, (session) => {
        before = session;
        return describe(addTracks(session, tracks), clock.now());
      });
      if (before === undefined || after === undefined) return;
      this.#tell('session.updated', after);
      await moveBetweenConferences(this.#deps, before, after);
    } catch (error) {
      logger.error({ err: error, session: id }, 'a stream of a session could not be noted');
    }
  }

  /**
   * Ends the session in the catalog, and publishes that once `settled` resolves. May be called again after a failure.
   * @param endedAt when it ended, epoch milliseconds.
   * @throws what the catalog throws.
   */
  async end(
    { accountId, id }: Session,
    endedAt: number,
    settled: Promise<void> = Promise.resolve(),
  ): Promise<void> {
    const { catalog } = this.#deps;
    const ending = catalog.sessions.update(accountId, id, (s) => endSession(s, endedAt));
    // Whoever waits for the end waits for the recordings, also where the catalog fails.
    await Promise.allSettled([ending, settled]);
    const session = await ending;
    if (session === undefined) return;
    const { conference } = session.call;
    if (conference !== undefined) {
      // The session's end is published in any case.
      await this.#watch(session, conferenceLeft(this.#deps, session, conference));
    }
    this.#tell('session.ended', session);
  }

  tellDtmf(session: Session, digit: string): void {
    const { clock, events } = this.#deps;
    const { accountId } = session;
    events.publish({ type: 'session.dtmf', at: clock.now(), accountId, session, digit });
  }

  #tell(type: SessionEventType, session: Session): void {
    const { clock, events } = this.#deps;
    events.publish({ type, at: clock.now(), accountId: session.accountId, session });
  }

  #plan(accountId: string, description: SessionDescription = {}, stored?: Session) {
    return planDescription(this.#deps, accountId, description, stored?.call);
  }

  async #watch({ id, call }: Session, work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      const facts = { err: error, session: id, conference: call.conference?.id };
      this.#deps.logger.error(facts, 'conference could not be kept');
    }
  }
}

/** An announced session is created before it begins. */
function isAnnounced({ state, createdAt, startedAt }: Session): boolean {
  return state === 'expected' || createdAt !== startedAt;
}
