import type { DialectOptions, NamedPrincipal } from '@tricord/http-kit';
import { WebSocket } from 'ws';
import type { AriEvent } from '../mappers/event.ts';

/** A client with this many unread bytes is disconnected, to limit the memory that they use. */
const MAX_UNREAD_BYTES = 1024 * 1024;

/** What a client requested when it connected, or the settings of an outbound application. */
export interface Subscription {
  readonly user: NamedPrincipal;
  /** In the given order; at least one. */
  readonly applications: ReadonlySet<string>;
  /** Whether its applications are subscribed to everything. */
  readonly subscribeAll: boolean;
  /** Whether the connection is outbound. */
  readonly dialed: boolean;
  /** The authority of URLs that are sent to it. */
  readonly host: string;
  /** Of the client; absent if the connection is outbound. */
  readonly address?: string;
}

/** The WebSocket of an event client. It owns the socket. */
export class EventClient {
  readonly subscription: Subscription;
  readonly #socket: WebSocket;
  readonly #log: DialectOptions['logger'];
  #answersPings = true;
  /** Bytes of responses and queued events in transit, which do not count toward the limit. */
  #excusedBytes = 0;
  #answers = 0;
  #answersAtLastPing = 0;

  /** @param logger a child logger that identifies the client. */
  constructor(socket: WebSocket, subscription: Subscription, logger: DialectOptions['logger']) {
    this.subscription = subscription;
    this.#socket = socket;
    this.#log = logger;
    socket.on('pong', () => {
      this.#answersPings = true;
    });
    // An invalid frame; `close` follows.
    socket.on('error', (err) => this.#log.info({ err }, 'an event client broke the protocol'));
  }

  /** False once either side has begun to close the socket. */
  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** Calls `run` once the socket is closed, for any reason. */
  onClose(run: () => void): void {
    this.#socket.once('close', run);
  }

  /** Calls `receive` for each text message of the client. */
  onText(receive: (text: string) => void): void {
    this.#socket.on('message', (data, isBinary) => {
      if (!isBinary) receive(String(data));
    });
  }

  /** Sends an event, unless the client is leaving or does not keep up. */
  send(event: AriEvent): void {
    if (!this.isOpen) return;
    this.#socket.send(JSON.stringify(event));
    const unreadBytes = this.#socket.bufferedAmount - this.#excusedBytes;
    if (unreadBytes <= MAX_UNREAD_BYTES) return;
    this.#log.warn({ unreadBytes }, 'an event client does not read');
    this.terminate();
  }

  /** Sends a queued event, which does not count toward the client's limit. */
  sendLate(event: AriEvent): void {
    void this.answer(JSON.stringify(event));
  }

  /** Sends the response to a request of the client. Resolves once it is sent, or the client has disconnected. */
  answer(text: string): Promise<void> {
    if (!this.isOpen) return Promise.resolve();
    const bytes = Buffer.byteLength(text);
    this.#excusedBytes += bytes;
    return new Promise((resolve) => {
      this.#socket.send(text, () => {
        this.#excusedBytes -= bytes;
        this.#answers += 1;
        resolve();
      });
    });
  }

  /** Pauses reading from the client. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Sends a ping. A client that has not responded since the last one is disconnected. */
  ping(): void {
    if (!this.isOpen) return;
    // A pong would not be read, but the client is alive if it receives responses.
    const alive = this.#socket.isPaused
      ? this.#answers > this.#answersAtLastPing
      : this.#answersPings;
    this.#answersAtLastPing = this.#answers;
    if (!alive) {
      this.#log.info('an event client is gone');
      this.terminate();
      return;
    }
    this.#answersPings = this.#socket.isPaused;
    this.#socket.ping();
  }

  /** Sends a close frame; the socket closes when the client responds with one. */
  leave(code = 1001, reason = 'Shutting down'): void {
    // A paused socket would not see the client's close frame.
    this.#socket.resume();
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }
}
