import { createServer, type Server, type Socket } from 'node:net';
import type { Timer } from '@tricord/core';
import { PTIME_MS } from '../../timing.ts';
import {
  AudioSocketConnection,
  type AudioSocketConnectionOptions,
  SOURCE,
} from './audiosocket-connection.ts';

export interface AudioSocketServerOptions extends AudioSocketConnectionOptions {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

/** Maximum number of frames of silence sent at once after a stall of the process. */
const MAX_CATCH_UP_FRAMES = 10;

/** The AudioSocket source: Asterisk connects here, once for each call. */
export class AudioSocketServer {
  #options: AudioSocketServerOptions;
  readonly #server: Server;
  readonly #connections = new Set<AudioSocketConnection>();
  readonly #startMs: number;
  readonly #timer: Timer;
  #framesSent = 0;

  private constructor(options: AudioSocketServerOptions) {
    this.#options = options;
    options.metrics.expectSource(SOURCE);
    this.#server = createServer({ allowHalfOpen: true }, (socket) => this.#accept(socket));
    this.#startMs = options.clock.monotonicMs();
    this.#timer = options.clock.every(PTIME_MS, () => this.#sendSilence());
  }

  /** Listens; rejects with the system error (`EADDRINUSE` …) when it cannot. */
  static async open(options: AudioSocketServerOptions): Promise<AudioSocketServer> {
    const server = new AudioSocketServer(options);
    try {
      await server.#listen();
    } catch (error) {
      server.#timer.cancel();
      throw error;
    }
    return server;
  }

  /** The port that it listens on. */
  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : this.#options.port;
  }

  /** Accepts no new calls; live calls continue. Idempotent. */
  stopAccepting(): void {
    if (this.#server.listening) this.#server.close();
  }

  /** Takes new calls for this account; live calls stay where they are. */
  acceptFor(accountId: string, acceptUnknown: boolean): void {
    this.#options = { ...this.#options, accountId, acceptUnknown };
  }

  /** Accepts no new calls, and closes once the live ones have ended by themselves. */
  async retire(): Promise<void> {
    this.stopAccepting();
    while (this.#connections.size > 0) {
      await Promise.all([...this.#connections].map((connection) => connection.closed));
    }
    await this.close();
  }

  /** Ends every call and waits until its session is over. Idempotent. */
  async close(): Promise<void> {
    this.stopAccepting();
    for (const connection of this.#connections) connection.close();
    await Promise.all([...this.#connections].map((connection) => connection.closed));
    this.#timer.cancel();
  }

  #listen(): Promise<void> {
    const { host, port } = this.#options;
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host, port, backlog: 511 }, () => {
        this.#server.off('error', reject);
        this.#server.on('error', (error) => {
          this.#options.logger.error({ err: error }, 'AudioSocket listener failed');
        });
        resolve();
      });
    });
  }

  #accept(socket: Socket): void {
    const connection = new AudioSocketConnection(socket, this.#options);
    this.#connections.add(connection);
    void connection.closed.then(() => this.#connections.delete(connection));
  }

  /** One timer for all calls; compares with the clock, to make up for late ticks. */
  #sendSilence(): void {
    const elapsedMs = this.#options.clock.monotonicMs() - this.#startMs;
    const due = Math.floor(elapsedMs / PTIME_MS) - this.#framesSent;
    if (due <= 0) return;
    this.#framesSent += due;
    for (const connection of this.#connections) {
      connection.sendSilence(Math.min(due, MAX_CATCH_UP_FRAMES));
    }
  }
}
