import { once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';
import type { AriEvent } from '../mappers/event.ts';

/** A client of the events' WebSocket. */
export class EventStream {
  readonly socket: WebSocket;
  readonly #arrived: AriEvent[] = [];
  readonly #closed: Promise<number>;
  readonly #waiting: ((event: AriEvent) => void)[] = [];

  private constructor(socket: WebSocket) {
    this.socket = socket;
    // An error is always followed by the close.
    socket.on('error', () => {});
    this.#closed = new Promise((resolve) => {
      socket.once('close', resolve);
    });
    socket.on('message', (data) => {
      const event: AriEvent = JSON.parse(String(data));
      const take = this.#waiting.shift();
      if (take === undefined) this.#arrived.push(event);
      else take(event);
    });
  }

  /** Resolves once the WebSocket is open. */
  static async open(
    url: string,
    protocols: string[] = [],
    options: ClientOptions = {},
  ): Promise<EventStream> {
    const socket = new WebSocket(url, protocols, options);
    const stream = new EventStream(socket);
    await once(socket, 'open');
    return stream;
  }

  /** The next event, whether it has come already or not. */
  next(): Promise<AriEvent> {
    const event = this.#arrived.shift();
    if (event !== undefined) return Promise.resolve(event);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves once the server has seen all that was sent to it so far, pongs included. */
  async roundTrip(): Promise<void> {
    this.socket.ping();
    await once(this.socket, 'pong');
  }

  /** Resolves with the code once the WebSocket is closed. */
  closed(): Promise<number> {
    return this.#closed;
  }
}
