import type { Session, SessionDescription, TrackName } from '@tricord/core';
import type { IncomingStream, OpenedStream } from './incoming-stream.ts';
import { KeyedQueue } from './keyed-queue.ts';
import { LateEnds } from './late-ends.ts';
import type { LiveSession } from './live-session.ts';
import { type LiveSessions, sessionKey } from './live-sessions.ts';
import { SessionRegister, type SessionRegisterDeps } from './session-register.ts';
import { SessionStreams } from './session-streams.ts';

/** What the intake works with. */
export interface SessionIntakeDeps extends SessionRegisterDeps {
  readonly sessions: LiveSessions;
  /** How long a peer whose stream broke off may take to reconnect, milliseconds; 0: it may not. */
  readonly reconnectMs: number;
}

/**
 * Where every source brings its streams: starts or finds a stream's session, keeps the catalog and the event bus up to
 * date, and ends the session. A call is one session, however many streams carry it, at once or one after another.
 */
export class SessionIntake {
  readonly #deps: SessionIntakeDeps;
  readonly #register: SessionRegister;
  readonly #unsubscribe: () => void;
  /** By session, until its end has been published. */
  readonly #streams = new Map<string, SessionStreams>();
  readonly #opening = new KeyedQueue();
  /** Catalog updates of each session, in order: nothing follows its end. */
  readonly #notes = new KeyedQueue();
  readonly #pending = new Set<Promise<void>>();
  readonly #lateEnds: LateEnds;
  #reconnectMs: number;

  constructor(deps: SessionIntakeDeps) {
    this.#deps = deps;
    this.#register = new SessionRegister(deps);
    this.#lateEnds = new LateEnds(deps.clock);
    this.#reconnectMs = deps.reconnectMs;
    this.#unsubscribe = deps.events.subscribe((event) => {
      if (event.type !== 'session.updated') return;
      const live = deps.sessions.get(event.accountId, event.session.id);
      if (live === undefined) return;
      live.update(event.session);
      deps.sessions.changed(live);
    });
  }

  /**
   * Attaches a stream whose audio is about to arrive to its session. A live session gets one more stream; a session
   * that has ended is resumed. A session that another account has announced is that account's, whatever listener its
   * stream has reached.
   * @throws TricordError `session-not-found` when the UUID was not described and unknown ones are refused.
   */
  async open(stream: IncomingStream): Promise<OpenedStream> {
    const accountId = await this.#register.accountOf(stream);
    const incoming = { ...stream, accountId };
    const { knownBy, description } = stream;
    const open = async () => this.#openAs(await this.#register.idOf(incoming), incoming);
    // Two streams of one call that arrive at the same time are one session.
    return knownBy === 'externalId'
      ? this.#opening.run(`${accountId} ${description?.externalId}`, open)
      : open();
  }

  /** Stops waiting for peers to reconnect: sessions that do end, and no others will wait. Idempotent. */
  stopWaiting(): void {
    this.#reconnectMs = 0;
    for (const streams of this.#streams.values()) streams.stopWaiting();
  }

  /**
   * Waits for the sessions that are ending; no further events reach it afterwards. An end that the catalog could not
   * take until then is for the next start.
   */
  async close(): Promise<void> {
    this.stopWaiting();
    this.#lateEnds.close();
    while (this.#pending.size > 0) await Promise.all(this.#pending);
    this.#unsubscribe();
  }

  #openAs(id: string, incoming: IncomingStream): Promise<OpenedStream> {
    const key = sessionKey(incoming.accountId, id);
    return this.#opening.run(key, async () => {
      let streams = this.#streams.get(key);
      // An end that has begun is told before the session comes back.
      while (streams?.isFinal) {
        await streams.over;
        streams = this.#streams.get(key);
      }
      const opened = await (streams === undefined
        ? this.#begin(id, incoming)
        : this.#join(streams, incoming));
      incoming.opened?.(opened);
      return opened;
    });
  }

  async #begin(id: string, incoming: IncomingStream): Promise<OpenedStream> {
    const { clock, sessions } = this.#deps;
    const { session, how } = await this.#register.begin(incoming, id);
    const key = keyOf(session);
    this.#lateEnds.delete(key);
    const { tracks } = incoming;
    const streams = new SessionStreams(session, tracks, {
      clock,
      sinceMs: incoming.sinceMs ?? clock.monotonicMs(),
      reconnectMs: () => this.#reconnectMs,
      end: (live) => this.#end(live),
    });
    const live = streams.session;
    this.#streams.set(key, streams);
    const stream = streams.attach(incoming);
    // Before any recorder watches it: a key is told of before the end that it brings about.
    live.addObserver({
      dtmf: (_live, digit) => this.#register.tellDtmf(live.session, digit),
      trackAdded: (_live, { name }) => this.#noteTracks(live, [name]),
    });
    const joined = sessions.add(live);
    await this.#register.tellBegin(session, how);
    await joined;
    return { stream, how };
  }

  async #join(streams: SessionStreams, incoming: IncomingStream): Promise<OpenedStream> {
    const { tracks, description } = incoming;
    const { session } = streams.session;
    // First: nothing that is said from now on is lost.
    const stream = streams.attach(incoming);
    if (description !== undefined) {
      await this.#note(session, tracks, description);
    }
    return { stream, how: 'joined' };
  }

  #noteTracks({ session }: LiveSession, names: readonly TrackName[]): void {
    void this.#note(session, names);
  }

  #note(session: Session, names: readonly TrackName[], said?: SessionDescription): Promise<void> {
    const join = () => this.#register.join(session, names, said);
    return this.#watch(this.#notes.run(keyOf(session), join));
  }

  async #end(live: LiveSession): Promise<void> {
    const { clock, logger, sessions } = this.#deps;
    for (const track of live.tracks) track.settle();
    const settled = sessions.remove(live);
    const endedAt = clock.now();
    const end = () => this.#register.end(live.session, endedAt, settled);
    const ended = this.#notes.run(keyOf(live.session), end).then(
      () => logger.info({ session: live.id }, 'call ended'),
      (error: unknown) => {
        logger.error({ err: error, session: live.id }, 'session could not be ended yet');
        this.#lateEnds.add(keyOf(live.session), () => this.#endLate(live.session, endedAt));
      },
    );
    await this.#watch(ended);
    this.#streams.delete(keyOf(live.session));
  }

  /** @throws what the catalog throws. */
  async #endLate(session: Session, endedAt: number): Promise<void> {
    const { logger } = this.#deps;
    const { id } = session;
    // The session cannot come back meanwhile.
    const key = keyOf(session);
    const ending = this.#opening.run(key, async () => {
      if (!this.#lateEnds.has(key)) return;
      await this.#register.end(session, endedAt);
      logger.info({ session: id }, 'call ended');
    });
    await this.#watch(ending.catch(() => undefined));
    await ending;
  }

  /** Makes {@link close} wait for work that never rejects. */
  #watch(work: Promise<void>): Promise<void> {
    this.#pending.add(work);
    return work.finally(() => this.#pending.delete(work));
  }
}

function keyOf({ accountId, id }: Session): string {
  return sessionKey(accountId, id);
}
