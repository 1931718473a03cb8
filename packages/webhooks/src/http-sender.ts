import type { Clock, DeliveryAnswer, DeliveryRequest } from '@tricord/core';
import { Agent, request } from 'undici';
import type { AddressGuard } from './address-guard.ts';
import { AddressRefusedError, guardedConnector, type Resolve } from './guarded-connector.ts';
import { isFollowed, RedirectError, redirectedUrl } from './redirects.ts';

/** Sends requests. */
export interface Sender {
  /** Never rejects. @param signal aborts the request; the result is an error then. */
  send(request: DeliveryRequest, signal: AbortSignal): Promise<DeliveryAnswer>;
}

export interface HttpSenderOptions {
  readonly guard: AddressGuard;
  readonly clock: Clock;
  /** How long a request may take, from the DNS lookup to the head of the response. */
  readonly timeoutMs: number;
  /** Default: the system's. */
  readonly resolve?: Resolve;
}

/** The maximum size of a response body that is read to reuse the connection; a longer one closes it. */
const MAX_BODY_BYTES = 16 * 1024;

/** The most redirects that one request follows. */
const MAX_REDIRECTS = 5;

/**
 * Sends requests by HTTP to addresses that the guard allows. Follows the redirects that keep method and body (307 and
 * 308; RFC 9110, 15.4.8 and 15.4.9); the guard checks the address of each.
 */
export class HttpSender implements Sender {
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #agent: Agent;

  constructor({ guard, clock, timeoutMs, resolve }: HttpSenderOptions) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#agent = new Agent({
      connect: guardedConnector(guard, {
        timeoutMs,
        ...(resolve === undefined ? {} : { resolve }),
      }),
      // Our own timeout covers the whole request.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  async send(sent: DeliveryRequest, signal: AbortSignal): Promise<DeliveryAnswer> {
    const end = new AbortController();
    const timer = this.#clock.after(this.#timeoutMs, () =>
      end.abort(new Error(`No answer within ${this.#timeoutMs} ms`)),
    );
    // AbortSignal.any would leak an entry per request in `signal`, which outlives all requests.
    const abort = () => end.abort(signal.reason);
    signal.addEventListener('abort', abort);
    if (signal.aborted) abort();
    try {
      return await this.#exchange(sent, end.signal);
    } catch (error) {
      return { type: 'error', ...explain(error) };
    } finally {
      timer.cancel();
      signal.removeEventListener('abort', abort);
    }
  }

  /** Aborts requests in progress. Idempotent. */
  async close(): Promise<void> {
    if (!this.#agent.destroyed) await this.#agent.destroy();
  }

  async #exchange(sent: DeliveryRequest, signal: AbortSignal): Promise<DeliveryAnswer> {
    let url = new URL(sent.url);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const { location, ...answer } = await this.#request(sent, url, signal);
      if (location === undefined) return answer;
      url = redirectedUrl(location, url);
    }
    throw new RedirectError(`more than ${MAX_REDIRECTS} redirects`);
  }

  /** One request; `location` is where it is redirected to. */
  async #request(sent: DeliveryRequest, to: URL, signal: AbortSignal) {
    const { url, authorization } = withoutUserInfo(to);
    const answering = request(url, {
      dispatcher: this.#agent,
      method: sent.method,
      headers: {
        'user-agent': 'Tricord',
        ...(authorization === undefined ? {} : { authorization }),
        ...sent.headers,
        ...sent.headersFor?.(url.href),
      },
      ...(sent.body === undefined ? {} : { body: sent.body }),
      signal,
    });
    const { statusCode: status, headers, body } = await unlessAborted(answering, signal);
    // Only the head matters; the body may fail.
    await body.dump({ limit: MAX_BODY_BYTES, signal }).catch(() => undefined);
    const { location, 'retry-after': retryAfter } = headers;
    return {
      type: 'status' as const,
      status,
      ...(typeof retryAfter === 'string' ? { retryAfter } : {}),
      ...(isFollowed(status) && typeof location === 'string' ? { location } : {}),
    };
  }
}

/** undici observes a signal only once it is connected, which may take long: DNS lookup, unanswered packets. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    work.then(resolve, reject);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function withoutUserInfo(given: URL): { url: URL; authorization?: string } {
  const url = new URL(given);
  const { username, password } = url;
  url.hash = '';
  if (username === '' && password === '') return { url };
  url.username = '';
  url.password = '';
  const pair = [username, password].map(decodeURIComponent).join(':');
  return { url, authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** The text of an error. An AggregateError (several addresses were tried) has none of its own. */
function explain(error: unknown): { message: string; refused: boolean } {
  const all = error instanceof AggregateError ? error.errors : [error];
  const first: unknown = all[0];
  return {
    message: first instanceof Error ? first.message : String(first),
    refused: first instanceof AddressRefusedError,
  };
}
