import type { Clock, Timer } from '@tricord/core';
import type { WebSocket } from 'ws';
import { SourceStream, type SourceStreamOptions } from '../../intake/source-stream.ts';
import { FloodGuard } from './flood-guard.ts';
import { MessageError } from './message-error.ts';

/** What the protocol above does with a message; answers how much audio it held, milliseconds. */
export interface MessageHandler {
  text(message: Buffer): number;
  binary(message: Buffer): number;
}

/** Sends the peer a binary message. @returns whether it was sent: not to a peer that does not read. */
export type SendBinary = (message: Uint8Array) => boolean;

/** A peer that does not finish its side of the closing is cut off after this, milliseconds. */
const CLOSING_MS = 2000;
/** One that is at fault gets less time: it may go on sending until then. */
const FAULT_CLOSING_MS = 250;
/** A peer that does not read gets no more pongs once so much waits for it, bytes. */
const MAX_UNSENT_BYTES = 64 * 1024;
/** A close frame holds no more, bytes (RFC 6455, 5.5). */
const MAX_REASON = 120;
const POLICY_VIOLATION = 1008;
const NORMAL = 1000;

/** A source's stream over a WebSocket: hands messages on in order, and watches over the peer. */
export class WebSocketStream {
  readonly stream: SourceStream;
  readonly #socket: WebSocket;
  readonly #clock: Clock;
  readonly #handler: MessageHandler;
  readonly #flood = new FloodGuard();
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
    socket.on('pong', () => this.#alive(0));
    socket.on('error', (error) => this.stream.refuse(`broken WebSocket: ${error.message}`));
    socket.on('close', () => {
      this.#closing?.cancel();
      void this.stream.ended();
    });
  }

  /** Resolves once the socket is closed and the session is over. */
  get closed(): Promise<void> {
    return this.stream.closed;
  }

  close(): void {
    this.stream.close();
  }

  /**
   * To be called every so often: a peer that has sent nothing since the last time is asked for a sign
   * of life, and one that gave none is cut off.
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

  /** Something came. @returns whether the peer may go on. */
  #alive(audioMs: number): boolean {
    this.#silentBeats = 0;
    if (!this.#flood.note(audioMs, this.#clock)) return true;
    this.stream.refuse('a flood of messages with nothing in them');
    this.#socket.terminate();
    return false;
  }

  #receive(data: Buffer, isBinary: boolean): void {
    if (this.stream.over) return;
    if (this.stream.opening) {
      // A copy: a view would keep the socket's whole buffer alive.
      const kept = Buffer.from(data);
      this.stream.hold(kept.length, () => this.#handle(kept, isBinary));
    } else {
      this.#handle(data, isBinary);
    }
  }

  #handle(data: Buffer, isBinary: boolean): void {
    try {
      this.#alive(isBinary ? this.#handler.binary(data) : this.#handler.text(data));
    } catch (error) {
      if (error instanceof MessageError) this.stream.refuse(`malformed message: ${error.message}`);
      else this.stream.refuse('a message could not be taken', error);
    }
  }

  #send(message: Uint8Array): boolean {
    if (this.stream.over || this.#socket.bufferedAmount > MAX_UNSENT_BYTES) return false;
    this.#socket.send(message, { binary: true });
    return true;
  }

  #pong(data: Buffer): void {
    if (this.stream.over || !this.#alive(0)) return;
    if (this.#socket.bufferedAmount <= MAX_UNSENT_BYTES) this.#socket.pong(data);
  }

  #close(fault: string | undefined): void {
    if (this.#closing !== undefined) return;
    const patienceMs = fault === undefined ? CLOSING_MS : FAULT_CLOSING_MS;
    this.#closing = this.#clock.after(patienceMs, () => this.#socket.terminate());
    // The peer's answer has to be read.
    this.#socket.resume();
    if (fault === undefined) this.#socket.close(NORMAL);
    else this.#socket.close(POLICY_VIOLATION, Buffer.from(fault).subarray(0, MAX_REASON));
  }
}
