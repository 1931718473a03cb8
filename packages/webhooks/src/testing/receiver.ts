import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers the n-th request, from 0. */
export type Behavior = (res: ServerResponse, n: number, received: Received) => void;

/** An HTTP server on the loopback address. Whoever opens it closes it. */
export class Receiver {
  readonly received: Received[] = [];
  readonly url: string;
  readonly #server: Server;
  #arrived: () => void = () => undefined;

  private constructor(server: Server, behavior: Behavior) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (req, res) => void this.#take(req, res, behavior));
  }

  /** @param port default: any free port. */
  static async open(behavior: Behavior, port = 0): Promise<Receiver> {
    const server = createServer().listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new Receiver(server, behavior);
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Resolves once this many requests have arrived. */
  async has(count: number): Promise<void> {
    while (this.received.length < count) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    if (this.#server.listening) await once(this.#server, 'close');
  }

  async #take(req: IncomingMessage, res: ServerResponse, behavior: Behavior): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const received: Received = {
      method: req.method ?? '',
      url: req.url ?? '',
      headers: req.headers,
      body: Buffer.concat(chunks).toString(),
    };
    const n = this.received.push(received) - 1;
    this.#arrived();
    behavior(res, n, received);
  }
}

/** Answers with these statuses, one after another, and then always with the last one. */
export function statuses(...all: number[]): Behavior {
  return (res, n) => {
    res.writeHead(all[Math.min(n, all.length - 1)] ?? 200).end();
  };
}

/** Never answers, and keeps the connection open. */
export const silence: Behavior = () => undefined;
