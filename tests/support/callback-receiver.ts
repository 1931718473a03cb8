import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A callback or webhook that was received. */
export interface ReceivedRequest {
  /** Including the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The status of the response. */
  readonly status: number;
}

/** An HTTP server on loopback that receives callbacks and webhooks. The caller closes it. */
export class CallbackReceiver {
  readonly requests: ReceivedRequest[] = [];
  /** The status of responses. */
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
        this.requests.push({ path: req.url ?? '', headers: req.headers, body, status });
        res.writeHead(status).end();
        for (const look of this.#waiting) look();
      });
    });
  }

  /** @param tls serves https with this key and certificate */
  static async open(tls?: { key: string; cert: string }): Promise<CallbackReceiver> {
    const server = tls === undefined ? createServer() : createTlsServer(tls);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new CallbackReceiver(server, tls === undefined ? 'http' : 'https');
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Waits for a matching request that was accepted with 200, or until the test times out. */
  waitFor(wish: (request: ReceivedRequest) => boolean): Promise<ReceivedRequest> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.requests.find((request) => request.status === 200 && wish(request));
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
