import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock, Timer } from '@tricord/core';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { WebSocketStream } from './web-socket-stream.ts';

/** Whether a request to connect has valid credentials. */
export type Authorize = (req: IncomingMessage) => boolean | Promise<boolean>;

export interface WebSocketAcceptorOptions {
  /** Path of the requests to accept, without a query. */
  readonly path: string;
  /** Default: no authentication. */
  readonly authorize?: Authorize | undefined;
  /** The `WWW-Authenticate` of a 401. */
  readonly challenge: string;
  /** The subprotocol to select if the peer offers it. */
  readonly subprotocol?: string;
  /** A longer message ends its connection, bytes. */
  readonly maxMessageBytes: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Handles an accepted connection. */
  readonly accept: (socket: WebSocket, req: IncomingMessage) => WebSocketStream;
}

/** How often silent peers are pinged, milliseconds. */
export const BEAT_MS = 15_000;

/** Accepts the connections of a WebSocket source: authenticates peers, and keeps track of their streams. */
export class WebSocketAcceptor {
  readonly #options: WebSocketAcceptorOptions;
  readonly #server: WebSocketServer;
  readonly #streams = new Set<WebSocketStream>();
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
      // JSON.parse copes with broken UTF-8, and audio is neither.
      skipUTF8Validation: true,
      maxPayload: maxMessageBytes,
      handleProtocols: (offered) =>
        subprotocol !== undefined && offered.has(subprotocol) ? subprotocol : false,
    });
    this.#beat = clock.every(BEAT_MS, () => {
      for (const stream of this.#streams) stream.beat();
    });
  }

  /** Handles a server's `upgrade`. @returns whether the path matched, so that the socket is taken care of. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    if (pathOf(req) !== this.#options.path) return false;
    this.#handshake(req, socket, head).catch((err: unknown) => {
      this.#options.logger.error({ err }, 'a handshake failed');
      refuse(socket, 500);
    });
    return true;
  }

  /** Keeps track of a stream that was opened another way. */
  add(stream: WebSocketStream): void {
    this.#streams.add(stream);
    void stream.closed.then(() => this.#streams.delete(stream));
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

  async #handshake(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // Until the WebSocket owns the socket, errors only mean that the peer has gone.
    const ignore = () => {};
    socket.on('error', ignore);
    const { authorize, logger, challenge, accept } = this.#options;
    if (authorize !== undefined && !(await authorize(req))) {
      logger.warn({ peer: req.socket.remoteAddress, path: this.#options.path }, 'peer not let in');
      refuse(socket, 401, [`WWW-Authenticate: ${challenge}`]);
      return;
    }
    if (socket.destroyed) return;
    if (!this.#accepting) {
      refuse(socket, 503);
      return;
    }
    this.#server.handleUpgrade(req, socket, head, (webSocket) => this.add(accept(webSocket, req)));
    socket.off('error', ignore);
  }
}

function pathOf(req: IncomingMessage): string {
  return (req.url ?? '').split('?', 1)[0] ?? '';
}

function refuse(socket: Duplex, status: number, headers: readonly string[] = []): void {
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...headers,
    'Content-Length: 0',
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`, () => socket.destroy());
}
