import { isTricordError, type Timer, type TrackName } from '@tricord/core';
import type { Logger } from 'pino';
import type { AudioMeter } from '../metrics.ts';
import type { AnomalyKind } from './anomaly-kind.ts';
import type { AttachedStream, StreamEnd } from './attached-stream.ts';
import type { IncomingStream, OpenedStream } from './incoming-stream.ts';
import type { LiveSession } from './live-session.ts';
import type { LiveTrack } from './live-track.ts';
import { type BufferedMessage, MessageBuffer } from './message-buffer.ts';
import { MessageError } from './message-error.ts';
import { SessionOpening } from './session-opening.ts';
import type { SourceDeps } from './source-deps.ts';
import { StreamGuard } from './stream-guard.ts';
import type { Transport } from './transport.ts';

/** What a stream says about its session when it starts. */
export type StreamStart = Omit<
  IncomingStream,
  'accountId' | 'source' | 'sinceMs' | 'hangUp' | 'opened'
>;

export interface SourceStreamOptions extends SourceDeps {
  /** The source's name, such as `audiosocket`. */
  readonly source: string;
  readonly accountId: string;
  /** Address of the peer, for the log. */
  readonly peer: string | undefined;
  /** What the log says when the stream has not begun in time. */
  readonly tooLate: string;
}

/** A peer that has not identified its call by then is disconnected, milliseconds. */
const HANDSHAKE_MS = 5000;
/** How much is buffered before the stream identifies its call, bytes; more is dropped. */
const MAX_EARLY_BYTES = 256 * 1024;
/** How much is buffered while the session is being opened, bytes. */
const MAX_HELD_BYTES = 1024 * 1024;
/** Once so much is held nothing more is read, bytes: what is left of the bound is more than one read of a socket. */
const PAUSE_BYTES = MAX_HELD_BYTES / 2;

/**
 * The life cycle of a source's stream: it identifies its call in time, its session is opened while what it sends is
 * buffered, its audio flows, and it ends. Malformed messages are skipped, counted and logged; only a stream that floods
 * us, or cannot be parsed any further, is ended.
 */
export class SourceStream {
  /** Resolves once the transport is closed, and the session is over or goes on without it. */
  readonly closed: Promise<void>;
  readonly #transport: Transport;
  readonly #options: SourceStreamOptions;
  readonly #log: Logger;
  readonly #meter: AudioMeter;
  readonly #guard: StreamGuard;
  readonly #handshake: Timer;
  readonly #resolveClosed: () => void;
  #state: 'new' | 'opening' | 'open' | 'over' = 'new';
  #opening: Promise<void> | undefined;
  readonly #sessionOpening: SessionOpening;
  #attached: AttachedStream | undefined;
  /** When the buffered message arrived that is being processed. */
  #heldArrivedMs: number | undefined;
  readonly #held = new MessageBuffer();
  #fault: string | undefined;

  constructor(transport: Transport, options: SourceStreamOptions) {
    const { source, peer, logger, metrics, clock, tooLate } = options;
    this.#transport = transport;
    this.#options = options;
    this.#log = logger.child({ source, peer });
    this.#meter = metrics.meter(source);
    this.#sessionOpening = new SessionOpening({ ...options, logger: this.#log });
    this.#guard = new StreamGuard(source, metrics, clock);
    this.#handshake = clock.after(HANDSHAKE_MS, () => this.refuse(tooLate));
    let resolveClosed = () => {};
    this.closed = new Promise((resolve) => {
      resolveClosed = resolve;
    });
    this.#resolveClosed = resolveClosed;
  }

  /** The attachment to its session, once that is open. */
  get attached(): AttachedStream | undefined {
    return this.#attached;
  }

  get session(): LiveSession | undefined {
    return this.#attached?.session;
  }

  /** See {@link AttachedStream.track}; undefined also before the session is open. */
  track(name?: TrackName): LiveTrack | undefined {
    return this.#attached?.track(name);
  }

  /** When the message that is being processed arrived, monotonic milliseconds: earlier than now if it was buffered. */
  get arrivedMs(): number {
    return this.#heldArrivedMs ?? this.#options.clock.monotonicMs();
  }

  /** Why it was refused, if so. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** Whether everything that still arrives is ignored. */
  get over(): boolean {
    return this.#state === 'over';
  }

  /** Whether the session is being opened: what arrives must be buffered. */
  get opening(): boolean {
    return this.#state === 'opening';
  }

  /** Whether the stream has identified its call. */
  get begun(): boolean {
    return this.#state !== 'new';
  }

  /**
   * Opens the session of the call; what arrives meanwhile goes to {@link hold}. `opened` is called
   * before any of it is taken. See {@link SessionOpening} for what becomes of it where the catalog fails.
   * @throws MessageError when the stream has said before which call it is.
   */
  begin(call: StreamStart, opened?: (session: LiveSession) => void): void {
    if (this.#state !== 'new') {
      throw new MessageError('second-start', 'says twice which call it is');
    }
    this.#handshake.cancel();
    this.#state = 'opening';
    this.#opening = this.#open(call, opened);
  }

  /**
   * Keeps what arrives before the session is open; `run` takes it afterwards, in order. What comes before the
   * stream has said which call it is, and is more than 256 KB, is dropped.
   */
  hold(bytes: number, run: () => void): void {
    const message = { arrivedMs: this.arrivedMs, run };
    if (this.begun) {
      if (!this.#held.add(bytes, MAX_HELD_BYTES, message)) {
        this.refuse('sends too much before its session is open');
      } else if (this.#held.bytes >= PAUSE_BYTES) {
        this.#transport.pause();
      }
    } else if (!this.#held.add(bytes, MAX_EARLY_BYTES, message)) {
      this.anomaly('early-audio', { bytes });
    }
  }

  /** Notes a message that carried so much audio, milliseconds. Too many with next to none end the stream. */
  received(audioMs: number): void {
    if (this.#guard.isFlood(audioMs)) this.refuse('a flood of messages with nothing in them');
  }

  /** Counts an anomaly that does not end the stream, unless there are too many. */
  anomaly(kind: AnomalyKind, facts: Readonly<Record<string, unknown>> = {}): void {
    if (this.over) return;
    const about = { session: this.session?.id, ...facts };
    if (this.#guard.noteAnomaly(kind, this.#log, about)) this.refuse('a flood of odd messages');
  }

  /** Counts a message that could not be processed. */
  failed(error: unknown): void {
    if (error instanceof MessageError) this.anomaly(error.kind, { why: error.message });
    else this.anomaly('internal', { err: error });
  }

  /** Counts audio received over the network. */
  count(bytes: number): void {
    this.#meter.bytes += bytes;
  }

  /** Ends the stream because of what it sent, or failed to send. Only the first reason is reported. */
  refuse(why: string, err?: unknown): void {
    if (this.over) return;
    this.#fault = why;
    this.#tellRefusal(why, err);
    this.#end(why);
  }

  /** Ends the stream: its peer has said that it is over, or we say so. */
  close(): void {
    this.#end(undefined);
  }

  /**
   * To be called when the transport is closed, by whichever side: the session ends, or waits for the peer to come
   * back.
   * @param end how the transport ended, where it was the peer that ended it.
   */
  async ended(end: StreamEnd): Promise<void> {
    const said = this.over ? 'ended' : end;
    const how = this.#fault === undefined ? said : 'broken';
    this.#handshake.cancel();
    this.#sessionOpening.stop();
    await this.#opening;
    this.#over();
    if (this.#attached !== undefined) {
      const { metrics, source } = this.#options;
      if (how === 'broken') metrics.streamsBroken.inc({ source });
      this.#log.info({ session: this.session?.id }, `stream ${how}`);
      await this.#attached.leave(how);
    }
    this.#resolveClosed();
  }

  /** Ends the call. Resolves once the stream is over. */
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
    this.#handshake.cancel();
    this.#sessionOpening.stop();
  }

  #tellRefusal(why: string, err?: unknown): void {
    const { metrics, source } = this.#options;
    const reason = this.#attached === undefined ? 'refused' : 'malformed';
    metrics.streamsRefused.inc({ source, reason });
    this.#log.warn({ session: this.session?.id, why, err }, 'stream ended');
  }

  async #open(call: StreamStart, opened?: (session: LiveSession) => void): Promise<void> {
    const { accountId, source } = this.#options;
    try {
      await this.#sessionOpening.open({
        ...call,
        accountId,
        source,
        sinceMs: this.#held.sinceMs ?? this.arrivedMs,
        hangUp: () => this.#hangUp(),
        opened: (how) => this.#opened(how, opened),
      });
    } catch (error) {
      const known = isTricordError(error);
      const why = known ? error.message : 'its session cannot be opened';
      const err = known ? undefined : error;
      // A call that is over by now is told of, too: it was not recorded.
      if (this.over && this.#fault === undefined) this.#tellRefusal(why, err);
      else this.refuse(why, err);
    }
  }

  #opened({ stream, how }: OpenedStream, opened?: (session: LiveSession) => void): void {
    const { metrics, source } = this.#options;
    this.#attached = stream;
    if (how !== 'joined') metrics.sessionsStarted.inc({ source });
    this.#log.info({ session: stream.session.id }, `call ${how}`);
    opened?.(stream.session);
    const held = this.#held.takeAll();
    if (this.#fault !== undefined) return;
    // What came before somebody hung up is taken, too.
    const isOver = this.over;
    this.#state = 'open';
    for (const message of held) this.#take(message);
    if (isOver) this.#over();
    else this.#transport.resume();
  }

  #take({ arrivedMs, run }: BufferedMessage): void {
    if (this.over) return;
    this.#heldArrivedMs = arrivedMs;
    try {
      run();
    } catch (error) {
      this.failed(error);
    } finally {
      this.#heldArrivedMs = undefined;
    }
  }
}
