import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A callback or webhook as it arrived. */
export interface Arrival {
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** What it was answered with. */
  readonly status: number;
}

/** Somebody's server that is told of recordings, on the loopback address. Whoever opens it closes it. */
export class CallbackReceiver {
  readonly arrivals: Arrival[] = [];
  /** What it answers. */
  status = 200;
  readonly #server: Server;
  readonly #scheme: string;
  readonly #waiting = new Set<() => void>();

  private constructor(server: Server, scheme: string) {
    this.#server = server;
    this.#scheme = scheme;
    server.on('request', (req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const { status } = this;
        const body = Buffer.concat(chunks).toString();
        this.arrivals.push({ path: req.url ?? '', headers: req.headers, body, status });
        res.writeHead(status).end();
        for (const look of this.#waiting) look();
      });
    });
  }

  /** @param tls speaks https with this. */
  static async open(tls?: { key: string; cert: string }): Promise<CallbackReceiver> {
    const server = tls === undefined ? createServer() : createTlsServer(tls);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new CallbackReceiver(server, tls === undefined ? 'http' : 'https');
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Waits for what it answered well and is as wished; the test's time limit ends it. */
  waitFor(wish: (arrival: Arrival) => boolean): Promise<Arrival> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.arrivals.find((arrival) => arrival.status === 200 && wish(arrival));
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
