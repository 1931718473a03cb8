import { on, once } from 'node:events';
import { type ClientOptions, WebSocket } from 'ws';
import type { AriEvent } from '../mappers/event.ts';

/** A client of the events WebSocket. */
export class EventStream {
  readonly socket: WebSocket;
  readonly #messages: NodeJS.AsyncIterator<unknown[]>;
  readonly #closed: Promise<number>;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    // An error is always followed by the close.
    socket.on('error', () => {});
    this.#closed = new Promise((resolve) => {
      socket.once('close', resolve);
    });
    this.#messages = on(socket, 'message');
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
  async next(): Promise<AriEvent> {
    const { value } = await this.#messages.next();
    return JSON.parse(String(value[0]));
  }

  /** Resolves once the server has received everything sent so far, including pongs. */
  async roundTrip(): Promise<void> {
    this.socket.ping();
    await once(this.socket, 'pong');
  }

  /** Resolves with the code once the WebSocket is closed. */
  closed(): Promise<number> {
    return this.#closed;
  }
}
