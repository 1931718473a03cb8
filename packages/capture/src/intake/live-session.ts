import type { Session, TrackName } from '@tricord/core';
import { LiveTrack } from './live-track.ts';

/** Receives the events of a live session. */
export interface SessionObserver {
  /** A party pressed a key: one of `0-9*#A-D`. */
  dtmf(session: LiveSession, digit: string): void;
  /** The session has a new track. */
  trackAdded(session: LiveSession, track: LiveTrack): void;
}

/** The streams that carry a live session. */
export interface SessionCarrier {
  /** Whether a stream broke off and its peer may still reconnect. */
  readonly isWaiting: boolean;
  /** Hangs up at the sources. Resolves once the session is over. */
  hangUp(): Promise<void>;
}

/**
 * A session whose audio is arriving, over one stream or several. Recordings read its tracks; its streams are
 * managed by the intake.
 */
export class LiveSession {
  /**
   * When its first stream began to arrive, monotonic milliseconds: what it sends while the session is being opened is
   * heard afterwards, in its place.
   */
  readonly sinceMs: number;
  readonly #tracks: LiveTrack[];
  readonly #observers = new Set<SessionObserver>();
  readonly #beepers = new Set<() => void>();
  readonly #carrier: SessionCarrier;
  #session: Session;

  /**
   * @param session just started.
   * @param tracks those of its first stream.
   */
  constructor(
    session: Session,
    tracks: readonly TrackName[],
    carrier: SessionCarrier,
    sinceMs: number,
  ) {
    this.sinceMs = sinceMs;
    this.#carrier = carrier;
    this.#session = session;
    this.#tracks = tracks.map((name) => new LiveTrack(name));
  }

  get id(): string {
    return this.#session.id;
  }

  /** The session as last known. */
  get session(): Session {
    return this.#session;
  }

  /** Its tracks so far, in order of arrival. */
  get tracks(): readonly LiveTrack[] {
    return this.#tracks;
  }

  /** Whether any of its audio has arrived. */
  get isHeard(): boolean {
    return this.#tracks.some(({ sampleRateHz }) => sampleRateHz !== undefined);
  }

  /** Whether a stream broke off and its peer may still reconnect. */
  get isWaiting(): boolean {
    return this.#carrier.isWaiting;
  }

  /** Takes over a changed description. */
  update(session: Session): void {
    this.#session = session;
  }

  track(name: TrackName): LiveTrack | undefined {
    for (const track of this.#tracks) if (track.name === name) return track;
    return undefined;
  }

  /** The track of that name, added if necessary. */
  addTrack(name: TrackName): LiveTrack {
    const known = this.track(name);
    if (known !== undefined) return known;
    const track = new LiveTrack(name);
    this.#tracks.push(track);
    for (const observer of this.#observers) observer.trackAdded(this, track);
    return track;
  }

  /** End of its audio so far on the monotonic clock; `nowMs` if none has come. */
  endMs(nowMs: number): number {
    return this.#tracks.reduce((end, track) => Math.max(end, track.endMs ?? nowMs), nowMs);
  }

  /** Adds a way to play a beep to the parties. @returns removes it. */
  addBeeper(beep: () => void): () => void {
    this.#beepers.add(beep);
    return () => {
      this.#beepers.delete(beep);
    };
  }

  /** Plays a beep to the parties, over the newest stream that can. @returns whether there is one. */
  beep(): boolean {
    const newest = [...this.#beepers].at(-1);
    newest?.();
    return newest !== undefined;
  }

  /** Ends the call at its sources. Resolves once the session is over. */
  hangUp(): Promise<void> {
    return this.#carrier.hangUp();
  }

  addObserver(observer: SessionObserver): void {
    this.#observers.add(observer);
  }

  removeObserver(observer: SessionObserver): void {
    this.#observers.delete(observer);
  }

  /** A party pressed a key. Anything but one of `0-9*#A-D` is not a key and is ignored. */
  dtmf(digit: string): void {
    if (!/^[0-9*#A-D]$/.test(digit)) return;
    for (const observer of this.#observers) observer.dtmf(this, digit);
  }
}
