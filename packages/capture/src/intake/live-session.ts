import type { Session, TrackName } from '@tricord/core';
import { LiveTrack } from './live-track.ts';

/** What a live session tells whoever records it. */
export interface SessionObserver {
  /** A party pressed a key: one of `0-9*#A-D`. */
  dtmf(session: LiveSession, digit: string): void;
}

/**
 * A session whose audio is arriving. A source gets one from the intake, pushes audio into it, and
 * ends it through the intake.
 */
export class LiveSession {
  readonly tracks: readonly LiveTrack[];
  readonly #observers = new Set<SessionObserver>();
  readonly #hangUp: () => Promise<void>;
  #session: Session;
  #beep: (() => void) | undefined;

  /** @param hangUp ends the call at its source, and resolves once the session is over. */
  constructor(session: Session, hangUp: () => Promise<void>) {
    this.#hangUp = hangUp;
    this.#session = session;
    this.tracks = session.tracks.map((name) => new LiveTrack(name));
  }

  get id(): string {
    return this.#session.id;
  }

  /** The session as last known. */
  get session(): Session {
    return this.#session;
  }

  /** Takes over what has been said of the call. */
  update(session: Session): void {
    this.#session = session;
  }

  track(name: TrackName): LiveTrack | undefined {
    return this.tracks.find((track) => track.name === name);
  }

  /** End of its audio so far on the monotonic clock; `nowMs` if none has come. */
  endMs(nowMs: number): number {
    return this.tracks.reduce((end, track) => Math.max(end, track.endMs ?? nowMs), nowMs);
  }

  /** Says how the parties can be made to hear a beep; a source that can speak to them does so. */
  setBeeper(beep: () => void): void {
    this.#beep = beep;
  }

  /** Lets the parties hear a beep. @returns whether the source can do that. */
  beep(): boolean {
    this.#beep?.();
    return this.#beep !== undefined;
  }

  /** Ends the call at its source. Resolves once the session is over. */
  hangUp(): Promise<void> {
    return this.#hangUp();
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
