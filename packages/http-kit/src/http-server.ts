import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Server as TlsServer } from 'node:tls';
import type { Clock } from '@tricord/core';
import type { Logger } from 'pino';
import proxyAddr from 'proxy-addr';
import { HttpError } from './http-failure.ts';
import { authority, listen } from './listen.ts';
import { PROCESS_TIMERS } from './process-timers.ts';
import { RefusalLog } from './refusal-log.ts';
import { loggableUrl, originForm, pathOf } from './request-target.ts';
import {
  isWebSocket,
  refuseUpgrade,
  serveWithoutUpgrade,
  type Upgrade,
  type UpgradeRefusal,
} from './upgrade.ts';

/** A certificate with the authorities between it and a trusted one, and its key, in PEM. */
export interface TlsCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface HttpServerOptions {
  readonly host: string;
  /** 0: any free port; see {@link HttpServer.port}. */
  readonly port: number;
  readonly logger: Logger;
  /** Serves HTTPS alone if given. */
  readonly tls?: TlsCertificate | undefined;
  /** WebSocket endpoints; the first that matches handles a request. Default: none. */
  readonly upgrades?: readonly Upgrade[];
  /** Networks of the proxies whose `X-Forwarded-For` is trusted for WebSockets. Default: none. */
  readonly trustedProxies?: readonly string[];
  /** For the grace period of {@link HttpServer.close}; default: the process's timers. */
  readonly clock?: Pick<Clock, 'after'>;
}

/** Milliseconds. Long enough for uploads of 256 MB; an inactive peer is disconnected. */
const TIMEOUTS = { headersTimeout: 20_000, requestTimeout: 300_000, keepAliveTimeout: 65_000 };
const INACTIVITY_MS = 300_000;
/** RFC 9325, 3.1.1. */
const TLS = { minVersion: 'TLSv1.2', handshakeTimeout: TIMEOUTS.headersTimeout } as const;

/** An HTTP server that can be closed without cutting off its clients. */
export class HttpServer {
  readonly #server: Server | HttpsServer;
  readonly #options: HttpServerOptions;
  readonly #trust: ReturnType<typeof proxyAddr.compile>;
  readonly #sockets = new Set<Socket>();
  readonly #responses = new Set<ServerResponse>();
  readonly #clock: Pick<Clock, 'after'>;
  readonly #refusals: RefusalLog;
  #port = 0;
  #closed: Promise<void> | undefined;

  private constructor(server: Server | HttpsServer, options: HttpServerOptions) {
    this.#server = server;
    this.#options = options;
    this.#clock = options.clock ?? PROCESS_TIMERS;
    this.#refusals = new RefusalLog(options.logger, this.#clock);
    this.#trust = proxyAddr.compile([...(options.trustedProxies ?? [])]);
  }

  /** @throws Error with a one-line message when the address cannot be listened on. */
  static async open(handler: RequestListener, options: HttpServerOptions): Promise<HttpServer> {
    const { tls } = options;
    const server =
      tls === undefined ? createServer(TIMEOUTS) : createTlsServer({ ...TIMEOUTS, ...TLS, ...tls });
    const opened = new HttpServer(server, options);
    opened.#attach(handler);
    await listen(opened.#server, options.host, options.port);
    opened.#server.on('error', (err) => options.logger.error({ err }, 'the HTTP server failed'));
    opened.#port = (opened.#server.address() as AddressInfo).port;
    return opened;
  }

  get port(): number {
    return this.#port;
  }

  /** Without a trailing slash. */
  get url(): string {
    const scheme = this.#options.tls === undefined ? 'http' : 'https';
    return `${scheme}://${authority(this.#options.host, this.#port)}`;
  }

  /**
   * Uses another certificate for new connections; those that are open go on.
   * @throws Error if it is not a certificate with its key.
   */
  replaceCertificate(tls: TlsCertificate): void {
    if (this.#server instanceof TlsServer) this.#server.setSecureContext({ ...TLS, ...tls });
  }

  /**
   * Stops listening, closes idle connections, lets running requests finish and their connections end,
   * and aborts what is still open after `graceMs`. Idempotent: the first grace period counts.
   */
  close(graceMs: number): Promise<void> {
    this.#closed ??= this.#shutDown(graceMs);
    return this.#closed;
  }

  #attach(handler: RequestListener): void {
    const server = this.#server;
    server.setTimeout(INACTIVITY_MS);
    server.on('connection', (socket: Socket) => this.#trackSocket(socket));
    // Only these tell whether a request has begun to arrive; the others are broken off with them.
    server.on('secureConnection', (socket: Socket) => this.#trackSocket(socket));
    server.on('request', (_req, res) => this.#trackResponse(res));
    server.on('request', handler);
    server.on('upgrade', (req, socket, head) => void this.#upgrade(req, socket, head));
  }

  #trackSocket(socket: Socket): void {
    if (this.#sockets.has(socket)) return;
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #trackResponse(res: ServerResponse): void {
    this.#responses.add(res);
    if (this.#closed !== undefined) res.setHeader('Connection', 'close');
    res.once('close', () => {
      this.#responses.delete(res);
      // The response may have promised keep-alive before the server started to close.
      if (this.#closed !== undefined) this.#server.closeIdleConnections();
    });
  }

  async #upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // Node leaves the socket without an error listener, so that an error would end the process. A connection that is
    // kept comes here again.
    if (socket.listenerCount('error', destroy) === 0) socket.on('error', destroy);
    if (!isWebSocket(req)) {
      serveWithoutUpgrade(this.#server, req, socket, head);
      return;
    }
    try {
      req.url = originForm(req.url ?? '/');
      const path = pathOf(req.url);
      const refusal = await this.#offer(path, req, socket, head);
      if (refusal !== undefined) this.#refuse(req, socket, refusal);
    } catch (err) {
      if (err instanceof HttpError && err.failure.kind === 'too-many-logins') {
        const headers = { 'Retry-After': String(err.failure.retryAfterS) };
        this.#refuse(req, socket, { status: 429, headers, reason: 'too many wrong logins' });
        return;
      }
      this.#options.logger.error({ err, path: loggableUrl(req.url ?? '/') }, 'an upgrade failed');
      refuseUpgrade(socket, { status: 500 });
    }
  }

  async #offer(
    path: string,
    req: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<UpgradeRefusal | undefined> {
    const upgrade = this.#options.upgrades?.find((each) => each.matches(path));
    if (upgrade === undefined) {
      return { status: 404, reason: `no source or API listens at ${loggableUrl(path)}` };
    }
    if (this.#closed !== undefined) return { status: 503, reason: 'the gateway is stopping' };
    return upgrade.handle(req, socket, head, this.#addressOf(req));
  }

  #refuse(req: IncomingMessage, socket: Duplex, refusal: UpgradeRefusal): void {
    this.#refusals.log(this.#addressOf(req), pathOf(req.url ?? '/'), refusal);
    refuseUpgrade(socket, refusal);
  }

  #addressOf(req: IncomingMessage): string {
    // Undefined once the client has gone.
    return req.socket.remoteAddress === undefined ? '' : proxyAddr(req, this.#trust);
  }

  async #shutDown(graceMs: number): Promise<void> {
    this.#refusals.close();
    const ended = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const res of this.#responses) {
      if (!res.headersSent) res.setHeader('Connection', 'close');
    }
    this.#server.closeIdleConnections();
    // Node does not treat connections as idle that have not sent anything yet.
    for (const socket of this.#sockets) if (socket.bytesRead === 0) socket.destroy();
    const timer = this.#clock.after(graceMs, () => {
      for (const socket of this.#sockets) socket.destroy();
    });
    await ended;
    timer.cancel();
  }
}

function destroy(this: Duplex): void {
  this.destroy();
}
