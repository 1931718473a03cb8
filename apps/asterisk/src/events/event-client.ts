import type { DialectOptions, NamedPrincipal } from '@tricord/http-kit';
import { WebSocket } from 'ws';
import type { AriEvent } from '../mappers/event.ts';

/** A client that has so many bytes unread is cut off: it would be held in memory forever. */
const MAX_UNREAD_BYTES = 1024 * 1024;

/** What a client asked for when it connected, or what it was dialed for. */
export interface Subscription {
  readonly user: NamedPrincipal;
  /** In the order in which they were given; at least one. */
  readonly applications: ReadonlySet<string>;
  /** Whether its applications are subscribed to everything. */
  readonly subscribeAll: boolean;
  /** Whether we have connected to it, and not it to us. */
  readonly dialed: boolean;
  /** How it calls us: the authority of URLs that it gets. */
  readonly host: string;
}

/** The WebSocket of a client that listens to events. It owns the socket. */
export class EventClient {
  readonly subscription: Subscription;
  readonly #socket: WebSocket;
  readonly #log: DialectOptions['logger'];
  #answersPings = true;
  /** Bytes of answers and late events that are being sent. They are not held against the client. */
  #excusedBytes = 0;
  #answers = 0;
  #answersAtLastPing = 0;

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

  /** Calls `receive` for each text that the client sends. */
  onText(receive: (text: string) => void): void {
    this.#socket.on('message', (data, isBinary) => {
      if (!isBinary) receive(String(data));
    });
  }

  /** Sends an event, unless the client is leaving or does not keep up. */
  send(event: AriEvent): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify(event));
    const unreadBytes = this.#socket.bufferedAmount - this.#excusedBytes;
    if (unreadBytes <= MAX_UNREAD_BYTES) return;
    this.#log.warn({ unreadBytes }, 'an event client does not read');
    this.terminate();
  }

  /** Sends an event that has waited for the client: how many there are is none of its doing. */
  sendLate(event: AriEvent): void {
    void this.answer(JSON.stringify(event));
  }

  /** Sends the answer to something that the client asked. Resolves once it is on its way, or the client gone. */
  answer(text: string): Promise<void> {
    if (this.#socket.readyState !== WebSocket.OPEN) return Promise.resolve();
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

  /** Reads nothing from the client for a while. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** Asks for a sign of life. A client that gave none since the last time is cut off. */
  ping(): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    // A pong would not be read. That it takes answers is a sign of life.
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

  /** Says goodbye; the socket closes when the client does the same. */
  leave(): void {
    // A socket that is not read does not see the other's goodbye.
    this.#socket.resume();
    this.#socket.close(1001, 'Shutting down');
  }

  terminate(): void {
    this.#socket.terminate();
  }
}
