import { type CallDescription, isTricordError, type Timer, type TrackName } from '@tricord/core';
import type { Logger } from 'pino';
import type { AudioMeter } from '../metrics.ts';
import type { LiveSession } from './live-session.ts';
import type { SourceDeps } from './source-deps.ts';

/** The connection under a stream, as far as the stream steers it. */
export interface Transport {
  /** Reads nothing more for the moment. What was read before may still be delivered. */
  pause(): void;
  resume(): void;
  /** Ends the connection from our side, because of the peer's `fault` if there is one. Idempotent. */
  close(fault: string | undefined): void;
  /** Tells the peer that the call is over, and ends the connection. Idempotent. */
  hangUp(): void;
}

/** The call that a stream turned out to carry. */
export interface StreamedCall {
  /** UUID. */
  readonly id: string;
  readonly tracks: readonly TrackName[];
  /** What the stream itself says of the call. */
  readonly description?: CallDescription;
  /** Whether a UUID that nobody described is welcome. */
  readonly acceptUnknown: boolean;
}

export interface SourceStreamOptions extends SourceDeps {
  /** The source's name, such as `audiosocket`. */
  readonly source: string;
  readonly accountId: string;
  /** Address of the peer, for the log. */
  readonly peer: string | undefined;
  /** What the log says when the stream has not begun in time. */
  readonly tooLate: string;
}

/** A peer that has not said which call it brings by then is cut off, milliseconds. */
const HANDSHAKE_MS = 5000;
/** What may be held while the session is being opened, bytes: more than one read of a socket. */
const MAX_HELD_BYTES = 1024 * 1024;

/**
 * The life that every stream of a source leads: it says in time which call it is, its session is
 * opened while nothing more is read, its audio flows, and it ends. A stream that misbehaves is ended
 * alone: logged once, counted, and what it sent before stays recorded.
 */
export class SourceStream {
  /** Resolves once the transport is closed and the session is over. */
  readonly closed: Promise<void>;
  readonly #transport: Transport;
  readonly #options: SourceStreamOptions;
  readonly #log: Logger;
  readonly #meter: AudioMeter;
  readonly #handshake: Timer;
  readonly #resolveClosed: () => void;
  #state: 'new' | 'opening' | 'open' | 'over' = 'new';
  #opening: Promise<void> | undefined;
  #session: LiveSession | undefined;
  #held: (() => void)[] = [];
  #heldBytes = 0;
  #fault: string | undefined;

  constructor(transport: Transport, options: SourceStreamOptions) {
    const { source, peer, logger, metrics, clock, tooLate } = options;
    this.#transport = transport;
    this.#options = options;
    this.#log = logger.child({ source, peer });
    this.#meter = metrics.meter(source);
    this.#handshake = clock.after(HANDSHAKE_MS, () => this.refuse(tooLate));
    let resolveClosed = () => {};
    this.closed = new Promise((resolve) => {
      resolveClosed = resolve;
    });
    this.#resolveClosed = resolveClosed;
  }

  /** The session, once it is open. */
  get session(): LiveSession | undefined {
    return this.#session;
  }

  /** Why it was refused, if it was. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** Nothing that still arrives counts. */
  get over(): boolean {
    return this.#state === 'over';
  }

  /** The session is being opened: what arrives is to be held. */
  get opening(): boolean {
    return this.#state === 'opening';
  }

  /** Whether the stream has said which call it is. */
  get begun(): boolean {
    return this.#state !== 'new';
  }

  /**
   * Opens the session of the call; what arrives meanwhile goes to {@link hold}. `opened` gets the session
   * before any of it.
   */
  begin(call: StreamedCall, opened?: (session: LiveSession) => void): void {
    if (this.#state !== 'new') {
      this.refuse('says twice which call it is');
      return;
    }
    this.#handshake.cancel();
    this.#state = 'opening';
    this.#transport.pause();
    this.#opening = this.#open(call, opened);
  }

  /** Keeps what arrived while the session is being opened; `run` takes it afterwards, in order. */
  hold(bytes: number, run: () => void): void {
    this.#heldBytes += bytes;
    if (this.#heldBytes > MAX_HELD_BYTES) this.refuse('sends too much before its session is open');
    else this.#held.push(run);
  }

  /** Logs something about the stream that does not end it. */
  note(facts: Readonly<Record<string, unknown>>, message: string): void {
    this.#log.warn({ session: this.#session?.id, ...facts }, message);
  }

  /** Counts audio as it came over the network. */
  count(bytes: number): void {
    this.#meter.bytes += bytes;
  }

  /** Ends the stream because of what it sent, or did not. Only the first reason is told. */
  refuse(why: string, err?: unknown): void {
    if (this.over) return;
    this.#fault = why;
    const { metrics, source } = this.#options;
    const reason = this.#session === undefined ? 'refused' : 'malformed';
    metrics.streamsRefused.inc({ source, reason });
    this.#log.warn({ session: this.#session?.id, why, err }, 'stream ended');
    this.#end(why);
  }

  /** Ends the stream from our side. */
  close(): void {
    this.#end(undefined);
  }

  /** To be called when the transport is closed, by whichever side: takes the session down. */
  async ended(): Promise<void> {
    this.#handshake.cancel();
    await this.#opening;
    this.#over();
    if (this.#session !== undefined) {
      await this.#options.intake.end(this.#session);
      this.#log.info({ session: this.#session.id }, 'call ended');
    }
    this.#resolveClosed();
  }

  /** Ends the call. Resolves once the session is over. */
  #hangUp(): Promise<void> {
    this.#over();
    this.#transport.hangUp();
    return this.closed;
  }

  #end(fault: string | undefined): void {
    this.#over();
    this.#transport.close(fault);
  }

  #over(): void {
    this.#state = 'over';
    this.#held = [];
    this.#handshake.cancel();
  }

  async #open(call: StreamedCall, opened?: (session: LiveSession) => void): Promise<void> {
    const { accountId, intake, metrics, source } = this.#options;
    try {
      this.#session = await intake.open({
        accountId,
        source,
        ...call,
        hangUp: () => this.#hangUp(),
      });
      opened?.(this.#session);
    } catch (error) {
      const known = isTricordError(error);
      this.refuse(
        known ? error.message : 'its session cannot be opened',
        known ? undefined : error,
      );
      return;
    }
    metrics.sessionsStarted.inc({ source });
    this.#log.info({ session: call.id }, 'call began');
    if (this.over) return;
    this.#state = 'open';
    const held = this.#held;
    this.#held = [];
    for (const run of held) if (!this.over) run();
    this.#transport.resume();
  }
}
