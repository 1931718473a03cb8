import type { IdSource } from '@tricord/core';
import type { SourceDeps } from '../../intake/source-deps.ts';
import {
  type Authorize,
  type Handshakes,
  WebSocketAcceptor,
} from '../websocket/web-socket-acceptor.ts';
import { WebSocketStream } from '../websocket/web-socket-stream.ts';
import { MediaStreamsConnection } from './media-streams-connection.ts';

const SOURCE = 'media-streams';
/** Half a second of L16 at 24 kHz in base64 is 32 KB. */
const MAX_MESSAGE_BYTES = 64 * 1024;

export interface MediaStreamsSourceOptions extends SourceDeps {
  /** Path of the requests to upgrade, such as `/media-streams`. */
  readonly path: string;
  readonly accountId: string;
  /** Whether a request has the right token; default: access is not restricted. */
  readonly authorize?: Authorize | undefined;
  /** Byte order of L16, which no vendor documents. */
  readonly l16Endian: 'little' | 'big';
  readonly ids: IdSource;
}

/**
 * The Media Streams source: SignalWire (version 0.2.0) and Twilio (1.0.0) connect here by WebSocket, once
 * for each `<Stream>`.
 */
export class MediaStreamsSource {
  readonly #acceptor: WebSocketAcceptor;

  constructor(options: MediaStreamsSourceOptions) {
    const { path, authorize, clock } = options;
    this.#acceptor = new WebSocketAcceptor({
      path,
      authorize,
      clock,
      challenge: 'Bearer realm="Tricord"',
      maxMessageBytes: MAX_MESSAGE_BYTES,
      accept: (socket, req) =>
        new WebSocketStream(
          socket,
          {
            ...options,
            source: SOURCE,
            peer: req.socket.remoteAddress,
            tooLate: 'no start in time',
          },
          (stream) => new MediaStreamsConnection(stream, options),
        ),
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

  /** Ends every call and waits until its session is over. Idempotent. */
  close(): Promise<void> {
    return this.#acceptor.close();
  }
}
