import { EventEmitter, on, once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** An outbound connection to the application. */
export interface Dialed {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** The next message, received or not. */
  next(): Promise<Record<string, unknown>>;
}

/** An application that accepts outbound connections. */
export class DialedApplication {
  readonly #server: Server;
  readonly #events = new EventEmitter<{ dialed: [Dialed] }>();
  readonly #dialed = on(this.#events, 'dialed');
  /** Attempts so far, refused ones included. */
  attempts = 0;
  /** Whether attempts are rejected. */
  refuses = false;
  /** The subprotocol that it chooses; default: the first one that is offered. */
  protocol: string | undefined;

  private constructor() {
    this.#server = createServer();
    const sockets = new WebSocketServer({
      noServer: true,
      handleProtocols: ([first = '']) => this.protocol ?? first,
    });
    this.#server.on('upgrade', (request, socket, head) => {
      this.attempts += 1;
      // The client may abort at any time.
      socket.on('error', () => {});
      if (this.refuses) {
        socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
        return;
      }
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        this.#events.emit('dialed', new Connection(webSocket, request));
      });
    });
  }

  static async open(): Promise<DialedApplication> {
    const application = new DialedApplication();
    application.#server.listen(0, '127.0.0.1');
    await once(application.#server, 'listening');
    return application;
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/app`;
  }

  /** The next connection. */
  async connection(): Promise<Dialed> {
    const { value } = await this.#dialed.next();
    return value[0];
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}

class Connection implements Dialed {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly #messages: NodeJS.AsyncIterator<unknown[]>;

  constructor(socket: WebSocket, request: IncomingMessage) {
    this.socket = socket;
    this.request = request;
    socket.on('error', () => {});
    this.#messages = on(socket, 'message');
  }

  async next(): Promise<Record<string, unknown>> {
    const { value } = await this.#messages.next();
    return JSON.parse(String(value[0]));
  }
}
