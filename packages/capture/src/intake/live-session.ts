import type { Session, TrackName } from '@tricord/core';
import { LiveTrack } from './live-track.ts';

/** What a live session tells whoever records it. */
export interface SessionObserver {
  /** A party pressed a key: one of `0-9*#A-D`. */
  dtmf(session: LiveSession, digit: string): void;
  /** It has one more track from now on. */
  trackAdded(session: LiveSession, track: LiveTrack): void;
}

/** What carries a live session. */
export interface Carriage {
  /** Whether a stream has broken off, and its peer may still come back. */
  readonly isWaiting: boolean;
  /** Ends the call at its sources, and resolves once the session is over. */
  hangUp(): Promise<void>;
}

/**
 * A session whose audio is arriving, over one stream or several. Whoever records it takes its tracks; the streams
 * that carry it are the intake's business.
 */
export class LiveSession {
  readonly #tracks: LiveTrack[];
  readonly #observers = new Set<SessionObserver>();
  readonly #beepers = new Set<() => void>();
  readonly #carriage: Carriage;
  #session: Session;

  /**
   * @param session which has just begun.
   * @param tracks those that its first stream brings.
   */
  constructor(session: Session, tracks: readonly TrackName[], carriage: Carriage) {
    this.#carriage = carriage;
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

  /** Its tracks so far, first come first. */
  get tracks(): readonly LiveTrack[] {
    return this.#tracks;
  }

  /** Whether a stream has broken off, and its peer may still come back. */
  get isWaiting(): boolean {
    return this.#carriage.isWaiting;
  }

  /** Takes over what has been said of the call. */
  update(session: Session): void {
    this.#session = session;
  }

  track(name: TrackName): LiveTrack | undefined {
    return this.#tracks.find((track) => track.name === name);
  }

  /** The track of that name, which the session has from now on. */
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

  /** Says how the parties can be made to hear a beep. @returns takes that back. */
  addBeeper(beep: () => void): () => void {
    this.#beepers.add(beep);
    return () => {
      this.#beepers.delete(beep);
    };
  }

  /** Lets the parties hear a beep, by the newest stream that can. @returns whether there is one. */
  beep(): boolean {
    const newest = [...this.#beepers].at(-1);
    newest?.();
    return newest !== undefined;
  }

  /** Ends the call at its sources. Resolves once the session is over. */
  hangUp(): Promise<void> {
    return this.#carriage.hangUp();
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
