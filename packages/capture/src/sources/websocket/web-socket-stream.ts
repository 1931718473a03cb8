import type { Clock, Timer } from '@tricord/core';
import type { WebSocket } from 'ws';
import { SourceStream, type SourceStreamOptions } from '../../intake/source-stream.ts';

/**
 * Handles a message of the protocol; returns how much audio it had, milliseconds.
 * Throws MessageError for a malformed one.
 */
export interface MessageHandler {
  text(message: Buffer): number;
  binary(message: Buffer): number;
}

/** Sends the peer a binary message. @returns whether it was sent: not to a peer that does not read. */
export type SendBinary = (message: Uint8Array) => boolean;

/** A peer that does not complete the closing handshake is disconnected after this, milliseconds. */
const CLOSING_MS = 2000;
/** The same for a peer at fault, which may keep sending until then. */
const FAULT_CLOSING_MS = 250;
/** A peer that does not read gets no more pongs beyond this backlog, bytes. */
const MAX_UNSENT_BYTES = 64 * 1024;
/** Maximum length of a close reason, bytes (RFC 6455, 5.5). */
const MAX_REASON = 120;
const POLICY_VIOLATION = 1008;
const NORMAL = 1000;
/** Close codes for the regular end of a stream: normal, going away, none (RFC 6455, 7.4.1). */
const CLEAN_CODES: ReadonlySet<number> = new Set([NORMAL, 1001, 1005]);

/** A source's stream over a WebSocket: passes messages on in order, and monitors the peer. */
export class WebSocketStream {
  readonly stream: SourceStream;
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  readonly #handler: MessageHandler;
  #closing: Timer | undefined;
  #silentBeats = 0;

  constructor(
    socket: WebSocket,
    options: SourceStreamOptions,
    makeHandler: (stream: SourceStream, send: SendBinary) => MessageHandler,
  ) {
    this.#socket = socket;
    this.#clock = options.clock;
    this.stream = new SourceStream(
      {
        pause: () => socket.pause(),
        resume: () => socket.resume(),
        close: (fault) => this.#close(fault),
        hangUp: () => this.#close(undefined),
      },
      options,
    );
    this.#handler = makeHandler(this.stream, (message) => this.#send(message));
    socket.on('message', (data: Buffer, isBinary) => this.#receive(data, isBinary));
    socket.on('ping', (data: Buffer) => this.#pong(data));
    socket.on('pong', () => this.#heard(0));
    socket.on('error', (error) => this.stream.refuse(`broken WebSocket: ${error.message}`));
    socket.on('close', (code) => {
      this.#closing?.cancel();
      void this.stream.ended(CLEAN_CODES.has(code) ? 'ended' : 'broken');
    });
  }

  /** See {@link SourceStream.closed}. */
  get closed(): Promise<void> {
    return this.stream.closed;
  }

  close(): void {
    this.stream.close();
  }

  /**
   * Call periodically: a peer that has sent nothing since the last call is pinged, and one that did not answer the ping
   * is disconnected.
   */
  beat(): void {
    if (this.stream.over || this.#socket.isPaused) return;
    this.#silentBeats += 1;
    if (this.#silentBeats === 1) return;
    if (this.#silentBeats === 2) {
      this.#socket.ping();
      return;
    }
    this.stream.refuse('peer is gone');
    this.#socket.terminate();
  }

  #heard(audioMs: number): void {
    this.#silentBeats = 0;
    this.stream.received(audioMs);
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (this.stream.over) return;
    this.#silentBeats = 0;
    if (this.stream.opening) {
      // A copy: a view would keep the socket's whole buffer alive.
      const kept = Buffer.from(data);
      this.stream.hold(kept.length, () => this.#handle(kept, isBinary));
    } else {
      this.#handle(data, isBinary);
    }
  }

  #handle(data: Buffer, isBinary: boolean): void {
    let audioMs = 0;
    try {
      audioMs = isBinary ? this.#handler.binary(data) : this.#handler.text(data);
    } catch (error) {
      this.stream.failed(error);
    }
    this.#heard(audioMs);
  }

  #send(message: Uint8Array): boolean {
    if (this.stream.over || this.#socket.bufferedAmount > MAX_UNSENT_BYTES) return false;
    this.#socket.send(message, { binary: true });
    return true;
  }

  #pong(data: Buffer): void {
    this.#heard(0);
    if (this.stream.over) return;
    if (this.#socket.bufferedAmount <= MAX_UNSENT_BYTES) this.#socket.pong(data);
  }

  #close(fault: string | undefined): void {
    if (this.#closing !== undefined) return;
    const patienceMs = fault === undefined ? CLOSING_MS : FAULT_CLOSING_MS;
    this.#closing = this.#clock.after(patienceMs, () => this.#socket.terminate());
    // The peer's response must be read.
    this.#socket.resume();
    if (fault === undefined) this.#socket.close(NORMAL);
    else this.#socket.close(POLICY_VIOLATION, Buffer.from(fault).subarray(0, MAX_REASON));
  }
}
