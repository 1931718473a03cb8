import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { isTricordError } from '@tricord/core';
import { type DialectOptions, type HttpAnswer, HttpError } from '@tricord/http-kit';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Users } from '../access/users.ts';
import { isTrue, queryOf, splitUrl } from '../dispatch/ari-uri.ts';
import { canonicalUrl } from '../dispatch/canonical-url.ts';
import { toAnswer } from '../errors.ts';
import { EventClient, type Subscription } from './event-client.ts';

const PATH = '/ari/events';
const SUBPROTOCOL = 'ari';
/** Room for a request with the longest body that is read over HTTP, escaped. */
export const MAX_MESSAGE_BYTES = 128 * 1024;

export interface EventSocketsDeps {
  readonly users: Users;
  /** Takes over a client in the moment in which it is connected. */
  accept(client: EventClient): void;
  readonly logger: DialectOptions['logger'];
}

/** Turns requests to upgrade `/ari/events` into clients that listen. */
export class EventSockets {
  readonly #deps: EventSocketsDeps;
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => SUBPROTOCOL,
  });
  #closed = false;

  constructor(deps: EventSocketsDeps) {
    this.#deps = deps;
  }

  /** For a server's `upgrade`: whether the request was for here, and the socket is taken care of. */
  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const url = canonicalUrl(req.url ?? '') ?? '';
    if (splitUrl(url)[0] !== PATH) return false;
    this.#handshake(req, url, socket, head).catch((error: unknown) => this.#refuse(socket, error));
    return true;
  }

  /** Refuses what comes from now on. */
  close(): void {
    this.#closed = true;
  }

  async #handshake(req: IncomingMessage, url: string, socket: Duplex, head: Buffer): Promise<void> {
    // Until the WebSocket has the socket, its errors only mean that the client has gone.
    const ignore = () => {};
    socket.on('error', ignore);
    const subscription = await this.#subscriptionOf(req, url);
    if (this.#closed || socket.destroyed) {
      socket.destroy();
      return;
    }
    socket.off('error', ignore);
    this.#server.handleUpgrade(req, socket, head, (webSocket) =>
      this.#accept(webSocket, subscription),
    );
  }

  /** Who wants to hear what. @throws for a request that gets no WebSocket, in Asterisk's order. */
  async #subscriptionOf(req: IncomingMessage, url: string): Promise<Subscription> {
    const user = await this.#deps.users.identify(req, url);
    if (user === undefined) throw new HttpError({ kind: 'unauthenticated' });
    if (req.headers.upgrade?.toLowerCase() !== 'websocket' || req.method !== 'GET') {
      throw new RefusedHandshake(426, 'Upgrade Required');
    }
    const offered = req.headers['sec-websocket-protocol'];
    if (offered !== undefined && !listOf(offered).includes(SUBPROTOCOL)) {
      throw new RefusedHandshake(400, 'The only subprotocol is ari');
    }
    const query = queryOf(url);
    const applications = new Set(listOf(query.get('app') ?? ''));
    if (applications.size === 0) {
      throw new RefusedHandshake(400, 'HTTP request is missing param: [app]');
    }
    return {
      user,
      applications,
      subscribeAll: isTrue(query.get('subscribeAll') ?? ''),
      dialed: false,
      host: req.headers.host ?? 'localhost',
    };
  }

  #accept(webSocket: WebSocket, subscription: Subscription): void {
    const { accept, logger } = this.#deps;
    const { user, applications } = subscription;
    const log = logger.child({ username: user.username, applications: [...applications] });
    log.info('an event client has come');
    const client = new EventClient(webSocket, subscription, log);
    client.onClose(() => log.info('an event client has left'));
    accept(client);
  }

  #refuse(socket: Duplex, error: unknown): void {
    const { status, headers, body } = toRefusal(error);
    if (status >= 500) this.#deps.logger.error({ err: error }, 'a handshake failed');
    const text = JSON.stringify(body);
    const lines = Object.entries({
      ...headers,
      'Content-Type': 'application/json',
      'Content-Length': String(Buffer.byteLength(text)),
      'Cache-Control': 'no-cache, no-store',
      Connection: 'close',
    }).map(([name, value]) => `${name}: ${value}\r\n`);
    const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`;
    socket.end(head + text, () => socket.destroy());
  }
}

/** A handshake that is wrong in itself. */
class RefusedHandshake extends Error {
  readonly status: 400 | 426;

  constructor(status: 400 | 426, message: string) {
    super(message);
    this.name = 'RefusedHandshake';
    this.status = status;
  }
}

function toRefusal(error: unknown): HttpAnswer {
  if (error instanceof HttpError) return toAnswer(error.failure);
  if (isTricordError(error)) return toAnswer({ kind: 'core', error });
  if (!(error instanceof RefusedHandshake)) return toAnswer({ kind: 'unknown', error });
  const { status, message } = error;
  return {
    status,
    headers: status === 426 ? { Upgrade: 'websocket' } : {},
    body: { message },
  };
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
