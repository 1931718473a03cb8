import type { IncomingMessage } from 'node:http';
import type { IdSource } from '@tricord/core';
import type { WebSocket } from 'ws';
import type { SourceDeps } from '../../intake/source-deps.ts';
import {
  type Authorize,
  type Handshakes,
  WebSocketAcceptor,
} from '../websocket/web-socket-acceptor.ts';
import { WebSocketStream } from '../websocket/web-socket-stream.ts';
import { type AuthorizeToken, MediaStreamsConnection } from './media-streams-connection.ts';

const SOURCE = 'media-streams';
/** Half a second of L16 at 24 kHz in base64 is 32 KB. */
const MAX_MESSAGE_BYTES = 64 * 1024;

export interface MediaStreamsSourceOptions extends SourceDeps {
  /** Path of the requests to upgrade, such as `/media-streams`. */
  readonly path: string;
  readonly accountId: string;
  /** Whether a request has valid credentials; default: access is not restricted. */
  readonly authorize?: Authorize | undefined;
  /**
   * Whether the parameter `token` of a stream is the right one. Twilio sends no `Authorization`, and neither a query:
   * a request without any is then let in until its stream has started. The parameter describes nothing.
   */
  readonly authorizeToken?: AuthorizeToken | undefined;
  /** Byte order of L16, which no vendor documents. */
  readonly l16Endian: 'little' | 'big';
  readonly ids: IdSource;
}

/** So many streams at once may have to show their token yet; each has five seconds to start. */
const MAX_UNPROVEN = 100;

/**
 * The Media Streams source: SignalWire (version 0.2.0) and Twilio (1.0.0) connect here by WebSocket, once
 * for each `<Stream>`.
 */
export class MediaStreamsSource {
  readonly #acceptor: WebSocketAcceptor;
  readonly #options: MediaStreamsSourceOptions;
  /** The requests that were let in, whose streams have to show a token, and the addresses of their peers. */
  readonly #unproven = new Map<IncomingMessage, string | undefined>();

  constructor(options: MediaStreamsSourceOptions) {
    options.metrics.expectSource(SOURCE);
    const { path, authorize, clock } = options;
    this.#options = options;
    this.#acceptor = new WebSocketAcceptor({
      path,
      authorize: authorize && ((req, address) => this.#letIn(req, address, authorize)),
      clock,
      challenge: 'Bearer realm="Tricord"',
      maxMessageBytes: MAX_MESSAGE_BYTES,
      accept: (socket, req) => this.#accept(socket, req),
    });
  }

  /** Handles handshakes for its path. */
  get handshakes(): Handshakes {
    return this.#acceptor;
  }

  /** Refuses new calls; live ones continue. Idempotent. */
  stopAccepting(): void {
    this.#acceptor.stopAccepting();
  }

  /** Closes once its calls, those that have just connected included, have ended by themselves. */
  retire(): Promise<void> {
    return this.#acceptor.retire();
  }

  /** Ends every call and waits until its session is over. Idempotent. */
  close(): Promise<void> {
    return this.#acceptor.close();
  }

  async #letIn(
    req: IncomingMessage,
    address: string | undefined,
    authorize: Authorize,
  ): Promise<boolean> {
    if (await authorize(req, address)) return true;
    const { authorizeToken } = this.#options;
    if (authorizeToken === undefined || req.headers.authorization !== undefined) return false;
    // A socket that has closed meanwhile is not accepted any more.
    if (req.socket.destroyed || this.#unproven.size >= MAX_UNPROVEN) return false;
    this.#unproven.set(req, address);
    req.socket.once('close', () => this.#unproven.delete(req));
    return true;
  }

  #accept(socket: WebSocket, req: IncomingMessage): WebSocketStream {
    const options = this.#options;
    const { authorizeToken } = options;
    const address = this.#unproven.get(req);
    const token = authorizeToken && {
      authorize: this.#unproven.has(req)
        ? (shown: string) => authorizeToken(shown, address)
        : undefined,
      proven: () => this.#unproven.delete(req),
    };
    return new WebSocketStream(
      socket,
      {
        ...options,
        source: SOURCE,
        peer: req.socket.remoteAddress,
        tooLate: 'no start in time',
      },
      (stream) => new MediaStreamsConnection(stream, { ...options, token }),
    );
  }
}
