import type { Clock, IdSource, Timer } from '@tricord/core';
import type { DialectOptions } from '@tricord/http-kit';
import { type ClientOptions, WebSocket } from 'ws';
import { EventClient, type Subscription } from '../events/event-client.ts';
import { backoffMs } from './backoff.ts';

/** A peer that has not answered the handshake by then will not, milliseconds. */
const HANDSHAKE_MS = 10_000;

/** A connection that has lasted so long ends the outage before it, milliseconds. */
const STABLE_MS = 10_000;

export interface OutboundOptions {
  /** `ws:` or `wss:`; the certificate of the latter is verified. */
  readonly url: string;
  /** Offered subprotocols; the server has to choose one of them. */
  readonly protocols: readonly string[];
  /** Sent by HTTP Basic. */
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Longest message that is read, bytes. */
  readonly maxMessageBytes: number;
  readonly subscription: Subscription;
}

export interface OutboundDeps {
  readonly clock: Clock;
  /** Where the chance in the waits comes from. */
  readonly ids: IdSource;
  readonly logger: DialectOptions['logger'];
  /** Takes over a client in the moment in which it is connected. */
  accept(client: EventClient): void;
  /** Told whenever the connection comes and goes. */
  report(connected: boolean): void;
}

/**
 * A WebSocket to an application, kept open: when it cannot be opened or breaks, it is dialed again, later and
 * later. An outage is logged once, at its start. It owns the attempt and the wait; the hub owns the client.
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

  /** Dials, and goes on until {@link close}. */
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

  /** Stops dialing. The client of a connection that is open stays with the hub. Idempotent. */
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
    this.#deps.report(false);
    if (this.#closed) return;
    const { clock, ids, logger } = this.#deps;
    const sinceMs = this.#connectedAtMs;
    // One that breaks as soon as it is open does not count as a success.
    if (sinceMs !== undefined && clock.monotonicMs() - sinceMs >= STABLE_MS) this.#failures = 0;
    this.#connectedAtMs = undefined;
    this.#failures += 1;
    const waitMs = backoffMs(this.#failures, chance(ids));
    const level = this.#failures === 1 ? 'warn' : 'debug';
    logger[level]({ err, waitMs, failures: this.#failures }, 'an application is not connected');
    this.#timer = clock.after(waitMs, () => this.start());
  }
}

/** At least 0, less than 1: from the random bits that a UUID begins with. */
function chance(ids: IdSource): number {
  return Number.parseInt(ids.uuid().slice(0, 8), 16) / 2 ** 32;
}
