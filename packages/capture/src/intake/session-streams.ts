import type { Clock, Session, Timer, TrackName } from '@tricord/core';
import {
  type Arriving,
  AttachedStream,
  type Attachments,
  type StreamEnd,
} from './attached-stream.ts';
import { LiveSession, type SessionCarrier } from './live-session.ts';
import type { LiveTrack } from './live-track.ts';

/** A track that no stream carries. */
interface Wait {
  readonly timer: Timer;
  /** Whether a stream of it broke off, so that its peer may reconnect. */
  mayReconnect: boolean;
}

export interface SessionStreamsOptions {
  readonly clock: Clock;
  /** See {@link LiveSession.sinceMs}. */
  readonly sinceMs: number;
  /** How long a peer whose stream broke off may take to reconnect, milliseconds; 0: it may not. */
  readonly reconnectMs: () => number;
  /** Ends the session; called once. Never rejects. */
  readonly end: (live: LiveSession) => Promise<void>;
}

/**
 * The streams that carry one live session. Each track is carried by the newest stream that announced it; an older one
 * may be dead, and its audio is ignored. If a stream breaks off, its tracks wait for the peer to reconnect, or for an
 * older stream that still sends them. The session ends once no track is carried or waiting.
 */
export class SessionStreams implements Attachments, SessionCarrier {
  readonly session: LiveSession;
  readonly #options: SessionStreamsOptions;
  readonly #attached = new Set<AttachedStream>();
  readonly #carriers = new Map<TrackName, AttachedStream>();
  readonly #waiting = new Map<TrackName, Wait>();
  readonly #resolveOver: () => void;
  /** Resolves once the session is over. */
  readonly over: Promise<void>;
  #state: 'live' | 'final' | 'ending' = 'live';

  constructor(session: Session, tracks: readonly TrackName[], options: SessionStreamsOptions) {
    this.session = new LiveSession(session, tracks, this, options.sinceMs);
    this.#options = options;
    let resolveOver = () => {};
    this.over = new Promise((resolve) => {
      resolveOver = resolve;
    });
    this.#resolveOver = resolveOver;
  }

  get isWaiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** Whether the session is being ended, and accepts no more streams. */
  get isFinal(): boolean {
    return this.#state !== 'live';
  }

  /** Attaches one more stream. It takes over the tracks that it announces. */
  attach(arriving: Arriving): AttachedStream {
    const stream = new AttachedStream(this, arriving);
    this.#attached.add(stream);
    for (const name of arriving.tracks) this.#carry(stream, name);
    return stream;
  }

  carrierOf(name: TrackName): AttachedStream | undefined {
    return this.#carriers.get(name);
  }

  /** The track that a stream may push into: it carries it, or nobody does and it does from now on. */
  trackFor(stream: AttachedStream, name: TrackName): LiveTrack | undefined {
    const carrier = this.#carriers.get(name);
    if (carrier === stream) return this.session.track(name);
    if (carrier !== undefined || this.#state === 'ending' || !this.#attached.has(stream)) {
      return undefined;
    }
    return this.#carry(stream, name);
  }

  /** See {@link AttachedStream.leave}. */
  leave(stream: AttachedStream, end: StreamEnd): Promise<void> {
    if (!this.#attached.delete(stream) || this.#state === 'ending') return this.#whenEnding();
    for (const [name, carrier] of this.#carriers) {
      if (carrier !== stream) continue;
      this.#carriers.delete(name);
      this.session.track(name)?.settle();
      this.#afterCarrier(name, end);
    }
    for (const name of stream.announced) this.#updateWait(name, end);
    this.#endIfOver();
    return this.#whenEnding();
  }

  /** Ends all streams without waiting for peers. Resolves once the session is over. */
  hangUp(): Promise<void> {
    if (this.#state === 'live') this.#state = 'final';
    this.stopWaiting();
    for (const stream of this.#attached) void stream.hangUp();
    return this.over;
  }

  /** Stops waiting for peers to reconnect. */
  stopWaiting(): void {
    for (const { timer } of this.#waiting.values()) timer.cancel();
    this.#waiting.clear();
    this.#endIfOver();
  }

  #carry(stream: AttachedStream, name: TrackName): LiveTrack {
    this.#stopWaitingFor(name);
    const track = this.session.addTrack(name);
    // What the stream before has sent comes first.
    track.settle();
    this.#carriers.set(name, stream);
    return track;
  }

  /** Has a track that nobody carries any more wait for its peer to come back, or for an older stream of its own. */
  #afterCarrier(name: TrackName, end: StreamEnd): void {
    if (this.#state !== 'live') return;
    const older = this.#newestOf(name);
    const reconnectMs = this.#options.reconnectMs();
    if (reconnectMs > 0 && (end === 'broken' || older !== undefined)) this.#wait(name, reconnectMs);
    // Nothing waits, so that the session is as long as the streams that it has.
    else if (older !== undefined) this.#carry(older, name);
  }

  #wait(name: TrackName, reconnectMs: number): void {
    const { clock } = this.#options;
    const timer = clock.after(reconnectMs, () => {
      this.#waiting.delete(name);
      this.#endIfOver();
    });
    this.#waiting.set(name, { timer, mayReconnect: false });
  }

  /** A track stops waiting once no stream announces it any more, unless one of them broke off. */
  #updateWait(name: TrackName, end: StreamEnd): void {
    const wait = this.#waiting.get(name);
    if (wait === undefined) return;
    if (end === 'broken') wait.mayReconnect = true;
    if (!wait.mayReconnect && this.#newestOf(name) === undefined) this.#stopWaitingFor(name);
  }

  #stopWaitingFor(name: TrackName): void {
    this.#waiting.get(name)?.timer.cancel();
    this.#waiting.delete(name);
  }

  /** The newest attached stream that announced a track. */
  #newestOf(name: TrackName): AttachedStream | undefined {
    return [...this.#attached].findLast(({ announced }) => announced.includes(name));
  }

  #endIfOver(): void {
    if (this.#carriers.size === 0 && this.#waiting.size === 0) this.#end();
  }

  #end(): void {
    if (this.#state === 'ending') return;
    this.#state = 'ending';
    // Older streams whose tracks a newer one had taken over.
    for (const stream of this.#attached) void stream.hangUp();
    void this.#options.end(this.session).then(this.#resolveOver);
  }

  #whenEnding(): Promise<void> {
    return this.#state === 'ending' ? this.over : Promise.resolve();
  }
}
