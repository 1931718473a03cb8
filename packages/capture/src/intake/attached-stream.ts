import type { TrackName } from '@tricord/core';
import type { LiveSession } from './live-session.ts';
import type { LiveTrack } from './live-track.ts';

/** How a stream's end came about: by a word of its peer or of ours, or because the connection failed. */
export type StreamEnd = 'ended' | 'broken';

/** What a stream brings to a session. */
export interface Arriving {
  readonly tracks: readonly TrackName[];
  /** Lets the parties hear a beep, where the stream can speak to them. */
  beep?(): void;
  /** Ends the stream from our side, and resolves once it is over. */
  hangUp(): Promise<void>;
}

/** What a stream asks of the session that it is attached to. */
export interface Attachments {
  readonly session: LiveSession;
  /** The track that a stream may push into now. */
  trackFor(stream: AttachedStream, name: TrackName): LiveTrack | undefined;
  carrierOf(name: TrackName): AttachedStream | undefined;
  leave(stream: AttachedStream, end: StreamEnd): Promise<void>;
}

/**
 * A stream's hold on the live session that it carries, together with other streams perhaps. Each track is carried by
 * one stream at a time.
 */
export class AttachedStream {
  readonly session: LiveSession;
  /** The tracks that it announced. */
  readonly announced: readonly TrackName[];
  /** Ends the stream from our side. */
  readonly hangUp: () => Promise<void>;
  readonly #streams: Attachments;
  readonly #removeBeeper: () => void;

  constructor(streams: Attachments, { tracks, hangUp, beep }: Arriving) {
    this.session = streams.session;
    this.announced = tracks;
    this.hangUp = hangUp;
    this.#streams = streams;
    this.#removeBeeper = beep === undefined ? () => {} : this.session.addBeeper(beep);
  }

  /**
   * The track to push audio into; undefined while a newer stream carries it, and once the session is over.
   * @param name default: the first that it announced. One that it did not announce is a new track.
   */
  track(name: TrackName | undefined = this.announced[0]): LiveTrack | undefined {
    return name === undefined ? undefined : this.#streams.trackFor(this, name);
  }

  /** The tracks that it carries now. */
  get tracks(): readonly LiveTrack[] {
    return this.session.tracks.filter(({ name }) => this.#streams.carrierOf(name) === this);
  }

  /** A party pressed a key. What the streams of one call report twice counts once. */
  dtmf(digit: string): void {
    const teller = this.#streams.carrierOf('remote') ?? this.#streams.carrierOf('local');
    if (teller === this) this.session.dtmf(digit);
  }

  /**
   * The stream is over. Resolves at once if the session goes on, or waits for the peer to come back; else once it is
   * over. Never rejects.
   */
  leave(end: StreamEnd): Promise<void> {
    this.#removeBeeper();
    return this.#streams.leave(this, end);
  }
}
