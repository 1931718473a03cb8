import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { isTricordError, maskedUrl } from '@tricord/core';
import { type DialectOptions, type HttpAnswer, HttpError, type Upgrade } from '@tricord/http-kit';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Users } from '../access/users.ts';
import { isTrue, queryOf } from '../dispatch/ari-uri.ts';
import { canonicalUrl } from '../dispatch/canonical-url.ts';
import { toAnswer } from '../errors.ts';
import { EventClient, type Subscription } from './event-client.ts';
import { type IdleApplications, idleHeader } from './idle-applications.ts';

const PATH = '/ari/events';
const SUBPROTOCOL = 'ari';
/** Enough for a request with the longest body that is accepted over HTTP, escaped. */
export const MAX_MESSAGE_BYTES = 128 * 1024;

export interface EventSocketsDeps {
  readonly users: Users;
  /** The origins whose pages may connect as a user of that account; `*`: all. */
  readonly originsOf: (accountId: string) => readonly string[];
  /** The client's applications that no call enters, if any. */
  findIdle(subscription: Subscription): IdleApplications | undefined;
  /** Takes over a client as soon as it is connected. */
  accept(client: EventClient): void;
  readonly logger: DialectOptions['logger'];
}

/** Turns handshakes for `/ari/events` into clients that listen. */
export class EventSockets implements Upgrade {
  readonly #deps: EventSocketsDeps;
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => SUBPROTOCOL,
  });
  /** By the request of a handshake. */
  readonly #idle = new WeakMap<IncomingMessage, IdleApplications>();
  #closed = false;

  constructor(deps: EventSocketsDeps) {
    this.#deps = deps;
    this.#server.on('headers', (headers, req) => {
      const idle = this.#idle.get(req);
      if (idle !== undefined) headers.push(idleHeader(idle));
    });
  }

  matches(path: string): boolean {
    return canonicalUrl(path) === PATH;
  }

  async handle(
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    address: string,
  ): Promise<HttpAnswer | undefined> {
    try {
      const subscription = await this.#subscriptionOf(req, address);
      if (this.#closed || socket.destroyed) {
        socket.destroy();
        return undefined;
      }
      const idle = this.#deps.findIdle(subscription);
      if (idle !== undefined) this.#idle.set(req, idle);
      this.#server.handleUpgrade(req, socket, head, (webSocket) =>
        this.#accept(webSocket, subscription),
      );
      return undefined;
    } catch (error) {
      return this.#refusal(error);
    }
  }

  /** Rejects new clients. */
  close(): void {
    this.#closed = true;
  }

  /** Who wants to hear what. @throws for a request that gets no WebSocket, in Asterisk's order. */
  async #subscriptionOf(req: IncomingMessage, address: string): Promise<Subscription> {
    const url = canonicalUrl(req.url ?? '') ?? '';
    const user = await this.#deps.users.identify(req, url, address);
    if (user === undefined) throw new HttpError({ kind: 'unauthenticated' });
    if (req.method !== 'GET') throw new RefusedHandshake(426, 'Upgrade Required');
    if (!isOwnOrigin(req, this.#deps.originsOf(user.accountId))) {
      throw new RefusedHandshake(403, 'Origin not allowed');
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
      address,
    };
  }

  #accept(webSocket: WebSocket, subscription: Subscription): void {
    const { accept, logger } = this.#deps;
    const { user, applications } = subscription;
    const log = logger.child({
      username: user.username,
      applications: [...applications].map((name) => maskedUrl(name)),
    });
    log.info('an event client has come');
    const client = new EventClient(webSocket, subscription, log);
    client.onClose(() => log.info('an event client has left'));
    accept(client);
  }

  #refusal(error: unknown): HttpAnswer {
    const { headers, ...answer } = toRefusal(error);
    if (answer.status >= 500) this.#deps.logger.error({ err: error }, 'a handshake failed');
    return { ...answer, headers: { ...headers, 'Cache-Control': 'no-cache, no-store' } };
  }
}

/** An invalid handshake. */
class RefusedHandshake extends Error {
  readonly status: 400 | 403 | 426;

  constructor(status: 400 | 403 | 426, message: string) {
    super(message);
    this.name = 'RefusedHandshake';
    this.status = status;
  }
}

/**
 * Whether a page may connect: browsers send the credentials that they remember with every page's handshakes, and CORS
 * does not apply to these. Programs name no origin.
 */
function isOwnOrigin({ headers: { origin, host } }: IncomingMessage, allowed: readonly string[]) {
  if (origin === undefined || allowed.includes('*') || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
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
