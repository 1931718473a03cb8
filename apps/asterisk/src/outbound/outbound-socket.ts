import type { Clock, IdSource, Timer } from '@tricord/core';
import type { DialectOptions } from '@tricord/http-kit';
import { type ClientOptions, WebSocket } from 'ws';
import { EventClient, type Subscription } from '../events/event-client.ts';
import { backoffMs } from './backoff.ts';

/** How long a peer may take to answer the handshake. */
const HANDSHAKE_MS = 10_000;

/** How long a connection must last to count as a success. */
const STABLE_MS = 10_000;

export interface OutboundOptions {
  /** `ws:` or `wss:`; the certificate of the latter is verified. */
  readonly url: string;
  /** Offered subprotocols; the server must choose one of them. */
  readonly protocols: readonly string[];
  /** Sent as HTTP Basic. */
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Maximum size of a received message. */
  readonly maxMessageBytes: number;
  readonly subscription: Subscription;
}

export interface OutboundDeps {
  readonly clock: Clock;
  /** Source of the random part of waits. */
  readonly ids: IdSource;
  readonly logger: DialectOptions['logger'];
  /** Takes over a client as soon as it is connected. */
  accept(client: EventClient): void;
  /** Called whenever the connection opens or closes. */
  report(connected: boolean): void;
}

/**
 * A WebSocket to an outbound application that is kept open: when it cannot be opened or breaks, it is dialed again
 * with backoff. An outage is logged once, at its start. It owns the attempt and the wait; the hub owns the client.
 */
export class OutboundSocket {
  readonly #options: OutboundOptions;
  readonly #deps: OutboundDeps;
  #dialing: WebSocket | undefined;
  #timer: Timer | undefined;
  #failures = 0;
  #connectedAtMs: number | undefined;
  #closed = false;

  constructor(options: OutboundOptions, deps: OutboundDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  /** Dials, and keeps reconnecting until {@link close}. */
  start(): void {
    if (this.#closed || this.#dialing !== undefined) return;
    const { url, protocols, maxMessageBytes, credentials } = this.#options;
    const options: ClientOptions = {
      perMessageDeflate: false,
      followRedirects: false,
      maxPayload: maxMessageBytes,
      ...(credentials === undefined
        ? {}
        : { auth: `${credentials.username}:${credentials.password}` }),
    };
    const socket = new WebSocket(url, [...protocols], options);
    this.#dialing = socket;
    this.#timer = this.#deps.clock.after(HANDSHAKE_MS, () => socket.terminate());
    let cause: Error | undefined;
    socket.on('error', (error) => {
      cause = error;
    });
    socket.once('open', () => this.#connected(socket));
    socket.once('close', () => this.#lost(cause));
  }

  /** Stops dialing. The client of an open connection stays with the hub. Idempotent. */
  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
    this.#dialing?.terminate();
    this.#dialing = undefined;
  }

  #connected(socket: WebSocket): void {
    this.#timer?.cancel();
    this.#dialing = undefined;
    const { logger } = this.#deps;
    logger.info({ failures: this.#failures }, 'an application is connected');
    this.#connectedAtMs = this.#deps.clock.monotonicMs();
    this.#deps.report(true);
    this.#deps.accept(new EventClient(socket, this.#options.subscription, logger));
  }

  #lost(err: Error | undefined): void {
    this.#timer?.cancel();
    this.#dialing = undefined;
    if (this.#closed) return;
    this.#deps.report(false);
    const { clock, ids, logger } = this.#deps;
    const sinceMs = this.#connectedAtMs;
    // A connection that breaks immediately does not count as a success.
    if (sinceMs !== undefined && clock.monotonicMs() - sinceMs >= STABLE_MS) this.#failures = 0;
    this.#connectedAtMs = undefined;
    this.#failures += 1;
    const waitMs = backoffMs(this.#failures, chance(ids));
    const level = this.#failures === 1 ? 'warn' : 'debug';
    logger[level]({ err, waitMs, failures: this.#failures }, 'an application is not connected');
    this.#timer = clock.after(waitMs, () => this.start());
  }
}

/** A random number, at least 0 and less than 1, from the random bits at the start of a UUID. */
function chance(ids: IdSource): number {
  return Number.parseInt(ids.uuid().slice(0, 8), 16) / 2 ** 32;
}
