import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { DeliveryAnswer } from '@tricord/core';
import { ManualClock } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AddressGuard } from './address-guard.ts';
import type { Resolve } from './guarded-connector.ts';
import { HttpSender } from './http-sender.ts';

const TIMEOUT_MS = 5000;
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n';

let clock: ManualClock;
let sender: HttpSender;
let server: Server;
let sockets: Socket[];
beforeEach(async () => {
  clock = new ManualClock();
  sockets = [];
  server = createServer((socket) => {
    socket.on('error', () => undefined);
    sockets.push(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  await sender.close();
  for (const socket of sockets) socket.destroy();
  server.close();
  await once(server, 'close');
});

interface How {
  readonly resolve?: Resolve;
  readonly signal?: AbortSignal;
}

function send(host: string, { resolve, signal = new AbortController().signal }: How = {}) {
  sender = new HttpSender({
    guard: new AddressGuard(['127.0.0.0/8']),
    clock,
    timeoutMs: TIMEOUT_MS,
    ...(resolve === undefined ? {} : { resolve }),
  });
  const url = `http://${host}:${(server.address() as AddressInfo).port}/`;
  const request = { method: 'POST', url, headers: {}, body: 'hello' } as const;
  return sender.send(request, signal);
}

/** Waits until the request has arrived, so that whatever is written is a response to it. */
async function asked(): Promise<Socket> {
  const [socket] = (await once(server, 'connection')) as [Socket];
  await once(socket, 'data');
  return socket;
}

/** Sends a text one byte at a time, each after a fraction of the time limit, until the client disconnects. */
async function trickle(socket: Socket, text: string): Promise<number> {
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  let left = false;
  void gone.then(() => {
    left = true;
  });
  let sent = 0;
  for (; sent < text.length && !left; sent += 1) {
    if (!socket.destroyed) await new Promise((resolve) => socket.write(text[sent] ?? '', resolve));
    clock.advance(TIMEOUT_MS / 5);
    await new Promise(setImmediate);
  }
  await gone;
  return sent;
}

test('a response head that arrives one byte at a time is subject to the time limit', async () => {
  const sending = send('127.0.0.1');
  const sent = trickle(await asked(), HEAD);
  expect(await sending).toEqual({
    type: 'error',
    message: 'No answer within 5000 ms',
    refused: false,
  });
  expect(await sent).toBeLessThan(HEAD.length);
  expect(clock.pending).toBe(0);
});

test('a body that arrives one byte at a time is cut off in time, and the status counts', async () => {
  const sending = send('127.0.0.1');
  const socket = await asked();
  socket.write(HEAD);
  const sent = trickle(socket, 'x'.repeat(1000));
  expect(await sending).toEqual({ type: 'status', status: 200 });
  expect(await sent).toBeLessThan(1000);
  expect(clock.pending).toBe(0);
});

describe('a name server that never answers', () => {
  /** Starts a request that is waiting for its DNS lookup. */
  async function lookingUp(signal?: AbortSignal): Promise<{ sending: Promise<DeliveryAnswer> }> {
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const resolve = (() => asked()) as unknown as Resolve;
    const sending = send('silent.example', { resolve, ...(signal && { signal }) });
    await isAsked;
    return { sending };
  }

  test('is subject to the time limit', async () => {
    const { sending } = await lookingUp();
    clock.advance(TIMEOUT_MS);
    expect(await sending).toMatchObject({ type: 'error', message: 'No answer within 5000 ms' });
    expect(clock.pending).toBe(0);
  });

  test('does not delay close()', async () => {
    const end = new AbortController();
    const { sending } = await lookingUp(end.signal);
    end.abort(new Error('Shutting down'));
    expect(await sending).toMatchObject({ type: 'error', message: 'Shutting down' });
    expect(clock.pending).toBe(0);
  });
});
