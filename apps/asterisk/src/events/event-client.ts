import type { DialectOptions } from '@tricord/http-kit';
import { WebSocket } from 'ws';
import type { AriEvent } from '../mappers/event.ts';
import type { AriUser } from '../users.ts';

/** A client that has so many bytes unread is cut off: it would be held in memory for ever. */
const MAX_UNREAD_BYTES = 1024 * 1024;

/** What a client asked for when it connected. */
export interface Subscription {
  readonly user: AriUser;
  readonly applications: ReadonlySet<string>;
  /** Whether its applications get the recordings' events of every channel. */
  readonly subscribeAll: boolean;
}

/** The WebSocket of a client that listens to events. It owns the socket. */
export class EventClient {
  readonly subscription: Subscription;
  readonly #socket: WebSocket;
  readonly #log: DialectOptions['logger'];
  #answersPings = true;

  /** @param logger the client's own: what it says needs no name in it. */
  constructor(socket: WebSocket, subscription: Subscription, logger: DialectOptions['logger']) {
    this.subscription = subscription;
    this.#socket = socket;
    this.#log = logger;
    socket.on('pong', () => {
      this.#answersPings = true;
    });
    // A frame that breaks the protocol; `close` follows.
    socket.on('error', (err) => this.#log.info({ err }, 'an event client broke the protocol'));
  }

  /** Calls `run` once the socket is closed, for whatever reason. */
  onClose(run: () => void): void {
    this.#socket.once('close', run);
  }

  /** Sends an event, unless the client is leaving or does not keep up. */
  send(event: AriEvent): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify(event));
    if (this.#socket.bufferedAmount <= MAX_UNREAD_BYTES) return;
    this.#log.warn({ unreadBytes: this.#socket.bufferedAmount }, 'an event client does not read');
    this.terminate();
  }

  /** Asks for a sign of life. A client that gave none since the last time is cut off. */
  ping(): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    if (!this.#answersPings) {
      this.#log.info('an event client is gone');
      this.terminate();
      return;
    }
    this.#answersPings = false;
    this.#socket.ping();
  }

  /** Says goodbye; the socket closes when the client does the same. */
  leave(): void {
    this.#socket.close(1001, 'Shutting down');
  }

  terminate(): void {
    this.#socket.terminate();
  }
}
