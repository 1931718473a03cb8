import type { IncomingMessage } from 'node:http';
import {
  type IdSource,
  parseUuid,
  type Session,
  type SessionDescription,
  TricordError,
} from '@tricord/core';
import type { WebSocket } from 'ws';
import { describeByParameters } from '../../intake/call-parameters.ts';
import type { LiveSession } from '../../intake/live-session.ts';
import type { SourceDeps } from '../../intake/source-deps.ts';
import {
  type Authorize,
  type Handshakes,
  WebSocketAcceptor,
} from '../websocket/web-socket-acceptor.ts';
import { WebSocketStream } from '../websocket/web-socket-stream.ts';
import { allowedUrl, isAllowed } from './allowed-url.ts';
import { AsteriskConnection } from './asterisk-connection.ts';
import { dialMedia } from './dial-media.ts';

const SOURCE = 'asterisk-websocket';
/** Asterisk sends one frame per message; 60 ms at 192 kHz are 23 KB. */
const MAX_MESSAGE_BYTES = 128 * 1024;

export interface AsteriskWebSocketSourceOptions extends SourceDeps {
  /** Path of upgrade requests, such as `/asterisk-media`. */
  readonly path: string;
  readonly accountId: string;
  /** Checks a request's credentials; default: every request is accepted. */
  readonly authorize?: Authorize | undefined;
  /** Whether to accept calls that were not described beforehand. */
  readonly acceptUnknown: boolean;
  /** Hosts that may be dialed: `name` with any port, or `name:port`. */
  readonly dialHosts: readonly string[];
  readonly ids: IdSource;
}

/** A call to fetch from a PBX. */
export interface DialRequest {
  /** `ws://pbx:8088/media/<MEDIA_WEBSOCKET_CONNECTION_ID>` */
  readonly url: string;
  /** UUID of the session; default: the connection id. */
  readonly id?: string;
  readonly description?: SessionDescription;
}

interface Call {
  readonly id: string | undefined;
  readonly description: SessionDescription;
  readonly acceptUnknown: boolean;
  readonly fetched: boolean;
}

/**
 * The source for Asterisk's WebSocket channel. Either Asterisk connects to us, with the call's `uuid` and
 * description as parameters of the URI, or we connect to Asterisk.
 */
export class AsteriskWebSocketSource {
  readonly #options: AsteriskWebSocketSourceOptions;
  readonly #acceptor: WebSocketAcceptor;
  #accepting = true;

  constructor(options: AsteriskWebSocketSourceOptions) {
    options.metrics.expectSource(SOURCE);
    const { path, authorize, clock } = options;
    this.#options = options;
    this.#acceptor = new WebSocketAcceptor({
      path,
      authorize,
      clock,
      challenge: 'Basic realm="Tricord", charset="UTF-8"',
      subprotocol: 'media',
      maxMessageBytes: MAX_MESSAGE_BYTES,
      accept: (socket, req) => this.#accept(socket, req),
    });
  }

  /** Handles handshakes for its path. */
  get handshakes(): Handshakes {
    return this.#acceptor;
  }

  /** Whether calls may be fetched from the host of this URL. */
  mayDial(url: string): boolean {
    return isAllowed(url, this.#options.dialHosts);
  }

  /**
   * Fetches a call from a PBX. Resolves once its session is live.
   * @throws TricordError `invalid-argument` or `forbidden` for the URL; `recorder-draining`; the errors of
   *   {@link dialMedia}; `session-not-live` when the call is rejected for what it sends.
   */
  async dial({ url: text, id, description = {} }: DialRequest): Promise<Session> {
    const url = allowedUrl(text, this.#options.dialHosts);
    if (!this.#accepting) throw new TricordError('recorder-draining', 'No new calls are accepted');
    const call = { id, description, acceptUnknown: true, fetched: true };
    let resolveOpened: (session: LiveSession) => void = () => {};
    const opened = new Promise<LiveSession>((resolve) => {
      resolveOpened = resolve;
    });
    const dialing = dialMedia(url, MAX_MESSAGE_BYTES, this.#options.clock, (socket) => {
      const stream = this.#stream(socket, url.host, call, resolveOpened);
      this.#acceptor.add(stream);
      return stream;
    });
    const web = await this.#acceptor.awaits(dialing);
    const live = await Promise.race([opened, web.closed]);
    if (live !== undefined) return live.session;
    throw new TricordError('session-not-live', web.stream.fault ?? 'The PBX has hung up');
  }

  /** Accepts no new calls; live calls continue. Idempotent. */
  stopAccepting(): void {
    this.#accepting = false;
    this.#acceptor.stopAccepting();
  }

  /** Closes once its calls, those that have just connected included, have ended by themselves. */
  retire(): Promise<void> {
    return this.#acceptor.retire();
  }

  /** Ends every call and waits until its session is over. Idempotent. */
  close(): Promise<void> {
    this.stopAccepting();
    return this.#acceptor.close();
  }

  #accept(socket: WebSocket, req: IncomingMessage): WebSocketStream {
    const query = new URLSearchParams((req.url ?? '').split('?')[1] ?? '');
    const parameters = new Map(query);
    const uuid = parameters.get('uuid');
    for (const name of ['uuid', 'token']) parameters.delete(name);
    const id = uuid === undefined ? undefined : parseUuid(uuid);
    const description = describeByParameters(parameters);
    const { acceptUnknown } = this.#options;
    const call = { id, description, acceptUnknown, fetched: false };
    const stream = this.#stream(socket, req.socket.remoteAddress, call);
    if (uuid !== undefined && id === undefined) stream.stream.refuse('invalid uuid');
    return stream;
  }

  #stream(
    socket: WebSocket,
    peer: string | undefined,
    call: Call,
    opened?: (session: LiveSession) => void,
  ): WebSocketStream {
    const { clock, ids } = this.#options;
    return new WebSocketStream(
      socket,
      { ...this.#options, source: SOURCE, peer, tooLate: 'no MEDIA_START in time' },
      (stream, send) =>
        new AsteriskConnection(stream, send, {
          ...call,
          clock,
          ids,
          ...(opened === undefined ? {} : { opened }),
        }),
    );
  }
}
