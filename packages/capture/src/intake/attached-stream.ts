import type { TrackName } from '@tricord/core';
import type { LiveSession } from './live-session.ts';
import type { LiveTrack } from './live-track.ts';

/** How a stream ended: deliberately, by the peer or by us, or because the connection failed. */
export type StreamEnd = 'ended' | 'broken';

/** What a stream offers to a session. */
export interface Arriving {
  readonly tracks: readonly TrackName[];
  /** Plays a beep to the parties, if the stream can send audio. */
  beep?(): void;
  /** Ends the stream from our side. Resolves once it has ended. */
  hangUp(): Promise<void>;
}

/** What a stream needs from the session that it is attached to. */
export interface Attachments {
  readonly session: LiveSession;
  /** The track that a stream may push into now. */
  trackFor(stream: AttachedStream, name: TrackName): LiveTrack | undefined;
  carrierOf(name: TrackName): AttachedStream | undefined;
  leave(stream: AttachedStream, end: StreamEnd): Promise<void>;
}

/**
 * The attachment of a stream to the live session that it carries, perhaps together with other streams. Each track is
 * carried by one stream at a time.
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

  /** A party pressed a key. If several streams of a session report it, it counts once. */
  dtmf(digit: string): void {
    const teller = this.#streams.carrierOf('remote') ?? this.#streams.carrierOf('local');
    if (teller === this) this.session.dtmf(digit);
  }

  /**
   * The stream has ended. Resolves at once if the session continues, or waits for the peer to reconnect; otherwise once
   * the session has ended. Never rejects.
   */
  leave(end: StreamEnd): Promise<void> {
    this.#removeBeeper();
    return this.#streams.leave(this, end);
  }
}
