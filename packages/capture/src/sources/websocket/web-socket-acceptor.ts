import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock, Timer } from '@tricord/core';
import { type WebSocket, WebSocketServer } from 'ws';
import type { WebSocketStream } from './web-socket-stream.ts';

/**
 * Whether a request to connect has valid credentials.
 * @param address of the peer; a trusted proxy's word counts.
 */
export type Authorize = (req: IncomingMessage, address?: string) => boolean | Promise<boolean>;

export interface WebSocketAcceptorOptions {
  /** Path of the requests to accept, without a query; a slash may follow it. */
  readonly path: string;
  /** Default: no authentication. */
  readonly authorize?: Authorize | undefined;
  /** The `WWW-Authenticate` of a 401. */
  readonly challenge: string;
  /** The subprotocol to select if the peer offers it; default: the first that it offers, which clients insist on. */
  readonly subprotocol?: string;
  /** A longer message ends its connection, bytes. */
  readonly maxMessageBytes: number;
  readonly clock: Clock;
  /** Handles an accepted connection. */
  readonly accept: (socket: WebSocket, req: IncomingMessage) => WebSocketStream;
}

/** How a request to connect is refused: the status and headers of an HTTP response without a body. */
export interface HandshakeRefusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is wrong, for the log. */
  readonly reason: string;
}

/** Takes WebSocket handshakes from an HTTP server. */
export interface Handshakes {
  /** @param path of the request, without its query. */
  matches(path: string): boolean;
  /**
   * Takes over the socket, or resolves with how the server is to refuse it: 401, or 503 once no new
   * connections are accepted. The server handles the socket's errors until then.
   */
  handle(
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    address?: string,
  ): Promise<HandshakeRefusal | undefined>;
}

/** How often silent peers are pinged, milliseconds. */
export const BEAT_MS = 15_000;

/** Accepts the connections of a WebSocket source: authenticates peers, and keeps track of their streams. */
export class WebSocketAcceptor implements Handshakes {
  readonly #options: WebSocketAcceptorOptions;
  readonly #server: WebSocketServer;
  readonly #streams = new Set<WebSocketStream>();
  /** Handshakes and other work that may yet add a stream. */
  readonly #pending = new Set<Promise<unknown>>();
  readonly #beat: Timer;
  #accepting = true;

  constructor(options: WebSocketAcceptorOptions) {
    const { maxMessageBytes, subprotocol, clock } = options;
    this.#options = options;
    this.#server = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      perMessageDeflate: false,
      autoPong: false,
      // JSON.parse handles invalid UTF-8, and audio is not text.
      skipUTF8Validation: true,
      maxPayload: maxMessageBytes,
      handleProtocols: (offered) => {
        const [first = false] = offered;
        if (subprotocol === undefined) return first;
        return offered.has(subprotocol) ? subprotocol : false;
      },
    });
    this.#beat = clock.every(BEAT_MS, () => {
      for (const stream of this.#streams) stream.beat();
    });
  }

  matches(path: string): boolean {
    const { path: own } = this.#options;
    return path === own || path === `${own}/`;
  }

  handle(
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    address?: string,
  ): Promise<HandshakeRefusal | undefined> {
    return this.awaits(this.#handle(req, socket, head, address));
  }

  async #handle(
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    address?: string,
  ): Promise<HandshakeRefusal | undefined> {
    const { authorize, challenge, accept } = this.#options;
    if (authorize !== undefined && !(await authorize(req, address))) {
      return {
        status: 401,
        headers: { 'WWW-Authenticate': challenge },
        reason: hasCredentials(req) ? 'wrong credentials' : 'no credentials',
      };
    }
    if (socket.destroyed) return undefined;
    if (!this.#accepting) return { status: 503, reason: 'no new calls are accepted' };
    this.#server.handleUpgrade(req, socket, head, (webSocket) => this.add(accept(webSocket, req)));
    return undefined;
  }

  /** Keeps track of a stream that was opened another way. */
  add(stream: WebSocketStream): void {
    this.#streams.add(stream);
    void stream.closed.then(() => this.#streams.delete(stream));
  }

  /** Has {@link retire} wait for work that may add a stream. */
  awaits<T>(work: Promise<T>): Promise<T> {
    const over: Promise<boolean> = work.then(
      () => this.#pending.delete(over),
      () => this.#pending.delete(over),
    );
    this.#pending.add(over);
    return work;
  }

  /** Closes once no handshake is in progress, and every stream has ended by itself. */
  async retire(): Promise<void> {
    while (this.#pending.size + this.#streams.size > 0) {
      await Promise.all([...this.#pending, ...[...this.#streams].map((stream) => stream.closed)]);
    }
    await this.close();
  }

  /** Refuses new connections; live ones continue. Idempotent. */
  stopAccepting(): void {
    this.#accepting = false;
  }

  /** Ends every stream and waits until its session is over. Idempotent. */
  async close(): Promise<void> {
    this.stopAccepting();
    for (const stream of this.#streams) stream.close();
    await Promise.all([...this.#streams].map((stream) => stream.closed));
    this.#beat.cancel();
  }
}

function hasCredentials({ headers, url = '' }: IncomingMessage): boolean {
  return headers.authorization !== undefined || /[?&]token=/.test(url);
}
