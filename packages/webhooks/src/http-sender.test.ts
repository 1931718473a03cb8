import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { DeliveryAnswer, DeliveryRequest } from '@tricord/core';
import { ManualClock } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AddressGuard } from './address-guard.ts';
import type { Resolve } from './guarded-connector.ts';
import { HttpSender } from './http-sender.ts';
import { type Behavior, Receiver, silence, statuses } from './testing/receiver.ts';

const TIMEOUT_MS = 5000;
const NEVER = new AbortController().signal;

let clock: ManualClock;
let opened: { close(): Promise<void> }[];
beforeEach(() => {
  clock = new ManualClock();
  opened = [];
});
afterEach(async () => {
  for (const thing of opened.reverse()) await thing.close();
});

function senderTo(allowed: readonly string[], resolve?: Resolve): HttpSender {
  const sender = new HttpSender({
    guard: new AddressGuard(allowed),
    clock,
    timeoutMs: TIMEOUT_MS,
    ...(resolve === undefined ? {} : { resolve }),
  });
  opened.push(sender);
  return sender;
}

async function receiver(behavior: Behavior): Promise<Receiver> {
  const made = await Receiver.open(behavior);
  opened.push(made);
  return made;
}

const post = (url: string): DeliveryRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'text/plain' },
  body: 'hello',
});

/** A name server that returns these answers, one after another. */
function resolving(...answers: string[][]): { resolve: Resolve; asked: string[] } {
  const asked: string[] = [];
  const resolve = ((host: string, _options: unknown, callback: (...result: unknown[]) => void) => {
    const found = answers[Math.min(asked.push(host), answers.length) - 1] ?? [];
    const family = (address: string) => (address.includes(':') ? 6 : 4);
    process.nextTick(
      callback,
      null,
      found.map((address) => ({ address, family: family(address) })),
    );
  }) as unknown as Resolve;
  return { resolve, asked };
}

describe('a request', () => {
  test('arrives unchanged, and the result has the status', async () => {
    const { url, received } = await receiver(statuses(202));
    const answer = await senderTo(['127.0.0.0/8']).send(post(`${url}/hook?a=b%20c`), NEVER);
    expect(answer).toEqual({ type: 'status', status: 202 });
    expect(received).toMatchObject([
      { method: 'POST', url: '/hook?a=b%20c', body: 'hello', headers: { 'user-agent': 'Tricord' } },
    ]);
    expect(clock.pending).toBe(0);
  });

  test('sends user name and password of the URL as Basic authentication', async () => {
    const { url, received } = await receiver(statuses(200));
    const withUser = url.replace('//', '//us%65r:p%40ss@');
    await senderTo(['127.0.0.0/8']).send(post(withUser), NEVER);
    expect(received[0]?.headers.authorization).toBe(`Basic ${btoa('user:p@ss')}`);
    expect(received[0]?.headers.host).toBe(new URL(url).host);
  });

  test('returns the Retry-After header', async () => {
    const { url } = await receiver((res) => res.writeHead(429, { 'retry-after': '17' }).end());
    const answer = await senderTo(['127.0.0.0/8']).send(post(url), NEVER);
    expect(answer).toEqual({ type: 'status', status: 429, retryAfter: '17' });
  });
});

describe('a redirect', () => {
  const LOOPBACK = ['127.0.0.0/8'];
  const redirect = (status: number, location: string) =>
    receiver((res) => res.writeHead(status, { location }).end());

  test.each([307, 308])('by %i is followed, with method, body and headers', async (status) => {
    const target = await receiver(statuses(202));
    const { url } = await redirect(status, `${target.url}/there?n=M%FCller`);
    const answer = await senderTo(LOOPBACK).send(post(url), NEVER);
    expect(answer).toEqual({ type: 'status', status: 202 });
    expect(target.received).toMatchObject([
      {
        ...{ method: 'POST', url: '/there?n=M%FCller', body: 'hello' },
        headers: { 'content-type': 'text/plain' },
      },
    ]);
  });

  test('to a relative URL is followed, with the credentials of the first', async () => {
    const { url, received } = await receiver((res, n) =>
      n === 0 ? res.writeHead(308, { location: '/hook/' }).end() : res.end(),
    );
    await senderTo(LOOPBACK).send(post(url.replace('//', '//me:pass@')), NEVER);
    expect(received.map((one) => one.url)).toEqual(['/', '/hook/']);
    expect(received[1]?.headers.authorization).toBe(`Basic ${btoa('me:pass')}`);
  });

  test('to another origin takes no credentials along', async () => {
    const target = await receiver(statuses(200));
    const { url } = await redirect(307, target.url);
    await senderTo(LOOPBACK).send(post(url.replace('//', '//me:pass@')), NEVER);
    expect(target.received[0]?.headers.authorization).toBeUndefined();
  });

  test('gets headers for its own URL', async () => {
    const target = await receiver(statuses(200));
    const { url } = await redirect(307, `${target.url}/b#part`);
    const headersFor = (requested: string) => ({ 'x-signed': requested });
    await senderTo(LOOPBACK).send({ ...post(`${url}/a`), headersFor }, NEVER);
    expect(target.received[0]?.headers['x-signed']).toBe(`${target.url}/b`);
  });

  test.each([301, 302, 303])(
    'by %i is not followed, because it changes the method',
    async (status) => {
      const target = await receiver(statuses(200));
      const { url } = await redirect(status, target.url);
      expect(await senderTo(LOOPBACK).send(post(url), NEVER)).toEqual({ type: 'status', status });
      expect(target.received).toEqual([]);
    },
  );

  test.each(['http://169.254.169.254/latest/meta-data', 'http://[::ffff:10.0.0.1]/'])(
    'to %s is refused',
    async (location) => {
      const { url } = await redirect(307, location);
      const answer = await senderTo(LOOPBACK).send(post(url), NEVER);
      expect(answer).toMatchObject({ type: 'error', refused: true });
    },
  );

  test.each([
    ['a file', 'file:///etc/passwd', 'it leads from http: to file:'],
    ['nowhere', 'http://:99999', 'its Location is not a URL'],
  ])('to %s fails', async (_where, location, reason) => {
    const { url } = await redirect(307, location);
    expect(await senderTo(LOOPBACK).send(post(url), NEVER)).toEqual({
      ...{ type: 'error', refused: false },
      message: `A redirect was not followed: ${reason}`,
    });
  });

  test('to itself ends after five', async () => {
    const { url, received } = await redirect(307, '/again');
    expect(await senderTo(LOOPBACK).send(post(url), NEVER)).toMatchObject({
      message: 'A redirect was not followed: more than 5 redirects',
    });
    expect(received).toHaveLength(6);
  });

  test('without a Location is an answer', async () => {
    const { url } = await receiver(statuses(307));
    expect(await senderTo(LOOPBACK).send(post(url), NEVER)).toEqual({
      type: 'status',
      status: 307,
    });
  });
});

describe('a server that', () => {
  const failure = async (url: string): Promise<Extract<DeliveryAnswer, { type: 'error' }>> => {
    const answer = await senderTo(['127.0.0.0/8']).send(post(url), NEVER);
    if (answer.type !== 'error') throw new Error(`answered ${answer.status}`);
    return answer;
  };

  test('is down', async () => {
    const { url, close } = await Receiver.open(silence).then((down) => ({
      url: down.url,
      close: () => down.close(),
    }));
    await close();
    expect(await failure(url)).toMatchObject({
      message: expect.stringContaining('ECONNREFUSED'),
      refused: false,
    });
  });

  test('closes early', async () => {
    const { url } = await receiver((res) => res.socket?.destroy());
    expect(await failure(url)).toMatchObject({ message: 'other side closed', refused: false });
  });

  test('speaks another protocol', async () => {
    const { url } = await receiver((res) => res.socket?.end('SSH-2.0-OpenSSH_9.6\r\n'));
    expect((await failure(url)).message).toMatch(/HTTP/i);
  });

  test('does not answer in time', async () => {
    const server = await receiver(silence);
    const failing = failure(server.url);
    await server.has(1);
    clock.advance(TIMEOUT_MS - 1);
    clock.advance(1);
    expect(await failing).toMatchObject({ message: 'No answer within 5000 ms', refused: false });
  });

  test('never reads', async () => {
    const sockets: Socket[] = [];
    const server = createServer({ pauseOnConnect: true }, (socket) => sockets.push(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    opened.push({
      close: async () => {
        for (const socket of sockets) socket.destroy();
        server.close();
        await once(server, 'close');
      },
    });
    const { port } = server.address() as AddressInfo;
    const body = 'x'.repeat(8 * 1024 * 1024);
    const connected = once(server, 'connection');
    const sending = senderTo(['127.0.0.0/8']).send(
      { ...post(`http://127.0.0.1:${port}/`), body },
      NEVER,
    );
    await connected;
    clock.advance(TIMEOUT_MS);
    expect(await sending).toMatchObject({ message: 'No answer within 5000 ms' });
  });

  test('sends an endless body is disconnected', async () => {
    let cutOff = () => {};
    const over = new Promise<void>((resolve) => {
      cutOff = resolve;
    });
    const { url } = await receiver((res) => {
      res.on('close', cutOff);
      res.on('error', () => undefined);
      const more = () => {
        while (!res.destroyed && res.write('x'.repeat(65_536)));
      };
      res.writeHead(200).on('drain', more);
      more();
    });
    const answer = await senderTo(['127.0.0.0/8']).send(post(url), NEVER);
    expect(answer).toEqual({ type: 'status', status: 200 });
    await over;
  });

  test('closes before the end of its body has answered', async () => {
    const { url } = await receiver((res) => {
      res.writeHead(200, { 'content-length': 5 }).write('he', () => res.socket?.end());
    });
    const answer = await senderTo(['127.0.0.0/8']).send(post(url), NEVER);
    expect(answer).toEqual({ type: 'status', status: 200 });
  });

  test('has not answered when the sender closes is disconnected', async () => {
    const server = await receiver(silence);
    const end = new AbortController();
    const sending = senderTo(['127.0.0.0/8']).send(post(server.url), end.signal);
    await server.has(1);
    end.abort(new Error('Shutting down'));
    expect(await sending).toMatchObject({ type: 'error', message: 'Shutting down' });
    expect(clock.pending).toBe(0);
  });
});

describe('an address that is not public is never connected to', () => {
  test.each(['127.0.0.1', '127.1', '0x7f.0.0.1', '2130706433', '[::ffff:127.0.0.1]', 'localhost'])(
    'as %s',
    async (host) => {
      const server = await receiver(statuses(200));
      const answer = await senderTo([]).send(post(`http://${host}:${server.port}/`), NEVER);
      expect(answer).toMatchObject({ type: 'error', refused: true });
      expect(server.received).toEqual([]);
    },
  );

  test('by any name; the address that is checked is the one that is connected to', async () => {
    const server = await receiver(statuses(200));
    // The second answer is the one that an attacker wants the connection to use.
    const { resolve, asked } = resolving(['10.0.0.1'], ['127.0.0.1']);
    const answer = await senderTo(['127.0.0.1'], resolve).send(
      post(`http://rebind.example:${server.port}/`),
      NEVER,
    );
    expect(answer).toMatchObject({
      type: 'error',
      refused: true,
      message: 'rebind.example is not a public address, and webhooks.allowPrivate does not list it',
    });
    expect(asked).toEqual(['rebind.example']);
    expect(server.received).toEqual([]);
  });

  test('when only some of a name’s addresses are allowed, those are used', async () => {
    const server = await receiver(statuses(200));
    const { resolve, asked } = resolving(['10.0.0.1', '::1', '127.0.0.1']);
    const sender = senderTo(['127.0.0.1'], resolve);
    const answer = await sender.send(post(`http://mixed.example:${server.port}/`), NEVER);
    expect(answer).toEqual({ type: 'status', status: 200 });
    expect(asked).toEqual(['mixed.example']);
  });

  test('a name without addresses is an ordinary error', async () => {
    const answer = await senderTo([]).send(post('http://nowhere.invalid/'), NEVER);
    expect(answer).toMatchObject({ type: 'error', refused: false });
  });
});
