import { once } from 'node:events';
import { MediaStreamsCaller } from '@tricord/callers';
import type { Session } from '@tricord/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { ACCOUNT, openTestCapture, type TestCapture } from '../../testing/test-capture.ts';
import { openUpgradeHost, until } from '../../testing/upgrade-host.ts';
import { MediaStreamsSource } from './media-streams-source.ts';

const PATH = '/media-streams';
const CALL = 'fbd4f5a1-6a5a-4ae3-86c8-3f57a9e3ba38';

let capture: TestCapture;
let source: MediaStreamsSource;
let host: Awaited<ReturnType<typeof openUpgradeHost>>;
/** The tokens that are to be checked, and what their checks resolve with. */
let checks: { token: string; resolve: (right: boolean) => void; reject: (error: Error) => void }[];

beforeEach(async () => {
  capture = await openTestCapture();
  checks = [];
  source = new MediaStreamsSource({
    ...capture,
    path: PATH,
    accountId: ACCOUNT,
    l16Endian: 'little',
    authorize: (req) => req.headers.authorization === 'Bearer right',
    authorizeToken: (token) =>
      new Promise((resolve, reject) => {
        checks.push({ token, resolve, reject });
      }),
  });
  host = await openUpgradeHost(source.handshakes);
});
afterEach(async () => {
  await source.close();
  await host.close();
  await capture.close();
});

const dial = (customParameters: Readonly<Record<string, string>>, token?: string) =>
  MediaStreamsCaller.open({
    url: host.url(PATH),
    callSid: CALL,
    customParameters,
    clock: capture.clock,
    ...(token === undefined ? {} : { token }),
  });

function started(): Promise<Session> {
  return new Promise((resolve) => {
    const stop = capture.events.subscribe((event) => {
      if (event.type !== 'session.started') return;
      stop();
      resolve(event.session);
    });
  });
}

async function check() {
  await until(() => checks.length > 0);
  const [first] = checks;
  if (first === undefined) throw new Error('nothing is checked');
  return first;
}

test('the parameter token lets a stream in that sent no header, and is no metadata', async () => {
  const caller = await dial({ token: 'secret', queue: 'sales' });
  const session = started();
  const { token, resolve } = await check();
  expect(token).toBe('secret');
  resolve(true);
  expect((await session).call.metadata).toEqual({ queue: 'sales' });
  await caller.hangUp();
});

test('what a stream sends while its token is being checked is kept, in order', async () => {
  const socket = new WebSocket(host.url(PATH));
  await once(socket, 'open');
  const send = (message: object) => socket.send(JSON.stringify(message));
  send({ event: 'start', start: { callSid: CALL, customParameters: { token: 'secret' } } });
  for (const digit of ['1', '2']) send({ event: 'dtmf', dtmf: { digit } });
  send({ event: 'stop' });
  socket.ping();
  await once(socket, 'pong');
  const heard: string[] = [];
  capture.events.subscribe((event) => {
    heard.push(event.type === 'session.dtmf' ? event.digit : event.type);
  });
  (await check()).resolve(true);
  await once(socket, 'close');
  await until(() => heard.includes('session.ended'));
  expect(heard).toEqual(['session.started', '1', '2', 'session.ended']);
});

test.each([
  ['a wrong token', { token: 'secret' }, 'secret'],
  ['no token', {}, ''],
])('%s ends a stream by 1008, and there is no session', async (_what, parameters, shown) => {
  const caller = await dial(parameters);
  const { token, resolve } = await check();
  expect(token).toBe(shown);
  resolve(false);
  expect(await caller.closed).toBe(1008);
  expect((await capture.catalog.sessions.list({ accountId: ACCOUNT, limit: 1 })).items).toEqual([]);
});

test('a token that cannot be checked ends its stream', async () => {
  const caller = await dial({ token: 'secret' });
  (await check()).reject(new Error('too busy'));
  expect(await caller.closed).toBe(1008);
});

test('a stream whose request showed the token needs no parameter, which is no metadata either', async () => {
  const session = started();
  const caller = await dial({ token: 'secret' }, 'right');
  expect((await session).call.metadata).toEqual({});
  expect(checks).toEqual([]);
  await caller.hangUp();
});

test('a request that shows a wrong token is refused at once', async () => {
  await expect(dial({ token: 'secret' }, 'wrong')).rejects.toThrow('401');
});

test('so many streams may have to show their token yet, and no more', async () => {
  const sockets = Array.from({ length: 100 }, () => new WebSocket(host.url(PATH)));
  await Promise.all(sockets.map((socket) => once(socket, 'open')));
  await expect(dial({ token: 'secret' })).rejects.toThrow('401');
  const [one] = sockets;
  one?.close();
  if (one !== undefined) await once(one, 'close');
  const session = started();
  const caller = await dial({ token: 'secret' });
  (await check()).resolve(true);
  await session;
  await caller.hangUp();
  for (const socket of sockets) socket.terminate();
});
