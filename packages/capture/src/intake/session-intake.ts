import {
  beginSession,
  type CallDescription,
  type Catalog,
  type Clock,
  completeDescription,
  type Directory,
  describeSession,
  type EventBus,
  endSession,
  enterConference,
  exitConference,
  expectSession,
  isTricordError,
  type Recorder,
  type Session,
  type TrackName,
  TricordError,
} from '@tricord/core';
import type { Logger } from 'pino';
import { LiveSession } from './live-session.ts';
import type { LiveSessions } from './live-sessions.ts';

/** What the intake works with. */
export interface SessionIntakeDeps {
  readonly catalog: Catalog;
  readonly events: EventBus;
  /** Completes what streams say of their calls. */
  readonly directory: Directory;
  readonly clock: Clock;
  /** Ends the recordings of a conference that is over. */
  readonly recorder: Recorder;
  readonly sessions: LiveSessions;
  readonly logger: Logger;
}

/** A stream that wants to become a session. */
export interface Incoming {
  readonly accountId: string;
  /** UUID. */
  readonly id: string;
  /** The source's name, such as `audiosocket`. */
  readonly source: string;
  readonly tracks: readonly TrackName[];
  /** Whether a UUID that nobody described is welcome. */
  readonly acceptUnknown: boolean;
  /** What the stream itself says of its call; adds to what was said before. */
  readonly description?: CallDescription;
  /** Ends the call from our side, and resolves once its session is over. */
  hangUp(): Promise<void>;
}

/**
 * The door through which every source brings its calls: gives a stream its session, says so to the
 * catalog and the event bus, and takes the session down at its end.
 */
export class SessionIntake {
  readonly #deps: SessionIntakeDeps;
  readonly #unsubscribe: () => void;
  readonly #ending = new Set<Promise<void>>();

  constructor(deps: SessionIntakeDeps) {
    this.#deps = deps;
    this.#unsubscribe = deps.events.subscribe((event) => {
      if (event.type === 'session.updated') this.#update(event.session);
    });
  }

  /**
   * A live session for a stream whose audio is about to arrive.
   * @throws TricordError `session-not-found` when nobody described the UUID and unknown ones are
   *   refused, or when it belongs to another account; `session-not-live` when it is live or over.
   */
  async open(incoming: Incoming): Promise<LiveSession> {
    const { clock, sessions, events } = this.#deps;
    const session = await this.#begin(incoming, clock.now());
    const live = new LiveSession(session, () => incoming.hangUp());
    // Before any recorder watches it: a key is told of before the end that it brings about.
    live.addObserver({ dtmf: (_live, digit) => this.#tellDtmf(live.session, digit) });
    sessions.add(live);
    events.publish({
      type: 'session.started',
      at: clock.now(),
      accountId: session.accountId,
      session,
    });
    if (session.call.conference !== undefined) await this.#enterConference(session);
    return live;
  }

  /**
   * The end of a session's audio. Resolves once its recordings have settled and the catalog and the bus
   * know of the end. Never rejects: there is nobody left to tell but the log.
   */
  end(live: LiveSession): Promise<void> {
    const ending = this.#end(live).catch((error: unknown) => {
      this.#deps.logger.error({ err: error, session: live.id }, 'session could not be ended');
    });
    this.#ending.add(ending);
    return ending.finally(() => this.#ending.delete(ending));
  }

  /** Waits for the sessions that are ending; no further events reach it afterwards. */
  async close(): Promise<void> {
    await Promise.all(this.#ending);
    this.#unsubscribe();
  }

  async #begin(incoming: Incoming, now: number): Promise<Session> {
    const { accountId, id, source, tracks } = incoming;
    const { sessions } = this.#deps.catalog;
    const said = await completeDescription(
      this.#deps.directory,
      accountId,
      incoming.description ?? {},
      (await sessions.get(accountId, id))?.call,
    );
    // Begun first: a stream that is refused must not change what is known of the call that is live.
    const begin = (session: Session) =>
      describeSession(beginSession(session, source, tracks, now), said, now);
    const expected = await sessions.update(accountId, id, begin);
    if (expected !== undefined) return expected;
    if (!incoming.acceptUnknown) {
      throw new TricordError('session-not-found', `Nobody described session ${id}`);
    }
    const session = begin(expectSession(id, accountId, {}, now));
    try {
      await sessions.insert(session);
    } catch (error) {
      if (!isTricordError(error, 'invalid-argument')) throw error;
      throw new TricordError('session-not-found', `Session ${id} is not of this account`, {
        cause: error,
      });
    }
    return session;
  }

  /** Never rejects: a call is not refused because its conference cannot be kept. */
  async #enterConference(session: Session): Promise<void> {
    await this.#watch(session, enterConference(this.#deps, session));
  }

  /** Never rejects, so that the session's end is told in any case. */
  async #exitConference(session: Session): Promise<void> {
    const { conference } = session.call;
    if (conference === undefined) return;
    await this.#watch(session, exitConference(this.#deps, session, conference));
  }

  async #watch({ id, call }: Session, work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      const facts = { err: error, session: id, conference: call.conference?.id };
      this.#deps.logger.error(facts, 'conference could not be kept');
    }
  }

  async #end(live: LiveSession): Promise<void> {
    const { catalog, clock, events, sessions } = this.#deps;
    for (const track of live.tracks) track.settle();
    const endedAt = clock.now();
    const settled = sessions.remove(live);
    const { accountId, id } = live.session;
    const session = await catalog.sessions.update(accountId, id, (s) => endSession(s, endedAt));
    await settled;
    if (session === undefined) return;
    await this.#exitConference(session);
    events.publish({ type: 'session.ended', at: clock.now(), accountId, session });
  }

  #tellDtmf(session: Session, digit: string): void {
    const { clock, events } = this.#deps;
    const { accountId } = session;
    events.publish({ type: 'session.dtmf', at: clock.now(), accountId, session, digit });
  }

  #update(session: Session): void {
    const live = this.#deps.sessions.get(session.id);
    if (live === undefined) return;
    live.update(session);
    this.#deps.sessions.changed(live);
  }
}
