import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Replaceable } from '@tricord/core';
import { createLogger } from '@tricord/http-kit';
import { AddressGuard, HttpSender, Outbox } from '@tricord/webhooks';
import { RecordingCallbacks, type Signer } from '../callbacks/recording-callbacks.ts';
import { ACME, ACME_ALIAS, createHarness, GLOBEX, type Harness } from './harness.ts';

/** The base URL of audio in callbacks. */
export const PUBLIC_URL = 'https://recorder.example.com';

/** A received callback. */
export interface Callback {
  readonly method: string;
  /** The URL as reconstructed by the receiver's framework. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** The dialect, an outbox that delivers its callbacks, and a receiver. Whoever opens it closes it. */
export class CallbackRig {
  readonly harness: Harness = createHarness();
  readonly arrived: Callback[] = [];
  readonly outbox: Outbox;
  readonly #sender: HttpSender;
  readonly #server: Server;

  private constructor(server: Server, signingKey: string | undefined) {
    const { catalog, clock, events, ids } = this.harness.core;
    const guard = new AddressGuard(['127.0.0.1']);
    this.#server = server;
    this.#sender = new HttpSender({ guard, clock, timeoutMs: 10_000 });
    this.outbox = new Outbox(
      {
        outbox: catalog.outbox,
        journal: catalog.journal,
        events,
        clock,
        ids,
        sender: this.#sender,
        logger: createLogger('silent'),
        metrics: { count: () => undefined, expect: () => undefined },
      },
      {
        maxAttempts: 3,
        firstRetryMs: 1000,
        maxRetryMs: 60_000,
        concurrency: 4,
        perServer: 4,
        keepDeliveredMs: 3_600_000,
        keepEventsMs: 3_600_000,
        keepEvents: 1000,
        keepDeadMs: 3_600_000,
      },
    );
    this.outbox.start([
      new RecordingCallbacks({
        accounts: new Replaceable<readonly Signer[]>([
          {
            id: ACME.sid,
            alias: ACME_ALIAS.sid,
            signalwire: {
              tokens: [
                { token: 'scrypt:16384:8:1:AAAA:AAAA', scopes: ['voice'] },
                { token: ACME.token, scopes: ['voice'] },
              ],
              ...(signingKey === undefined ? {} : { signingKey }),
            },
          },
        ]),
        publicUrl: () => PUBLIC_URL,
      }),
    ]);
    server.on('request', (req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', (chunk: Buffer) => chunks.push(chunk));
      req.on('end', () => {
        const { method = '', headers } = req;
        const url = `http://${headers.host}${req.url}`;
        this.arrived.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
        res.end();
      });
    });
  }

  static async open(signingKey?: string): Promise<CallbackRig> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CallbackRig(server, signingKey);
  }

  /** The URL that receives callbacks. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/callback`;
  }

  async close(): Promise<void> {
    await this.outbox.close();
    await this.#sender.close();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** A token that no receiver's account has. */
export const SOMEBODY_ELSES_KEY = GLOBEX.token;
