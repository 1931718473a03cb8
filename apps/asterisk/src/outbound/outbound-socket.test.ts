import { createServer as createSecureServer } from 'node:https';
import { createServer, type Server } from 'node:net';
import { createLogger } from '@tricord/http-kit';
import { ManualClock, SequenceIds } from '@tricord/testkit';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EventClient } from '../events/event-client.ts';
import { DialedApplication } from '../testing/dialed-application.ts';
import { OutboundSocket } from './outbound-socket.ts';

let application: DialedApplication;
let clock: ManualClock;
let lines: { level: string; msg: string; waitMs?: number; err?: { message: string } }[];
let clients: EventClient[];
let dialler: OutboundSocket;
let reported: (connected: boolean) => void;

beforeEach(async () => {
  application = await DialedApplication.open();
  clock = new ManualClock();
  lines = [];
  clients = [];
  dialler = dial(application.url);
});
afterEach(async () => {
  dialler.close();
  for (const client of clients) client.terminate();
  await application.close();
});

function dial(url: string): OutboundSocket {
  const logger = createLogger('debug', { write: (line: string) => lines.push(JSON.parse(line)) });
  const user = { accountId: 'a', username: 'pbx', role: 'admin' } as const;
  const subscription = {
    user,
    applications: new Set(['x']),
    subscribeAll: false,
    dialed: true,
    host: 'localhost',
  };
  return new OutboundSocket(
    { url, protocols: ['ari'], maxMessageBytes: 1024, subscription },
    {
      clock,
      ids: new SequenceIds(),
      logger,
      accept: (client) => clients.push(client),
      report: (connected) => reported(connected),
    },
  );
}

/** What is reported after `act`. */
async function attemptAfter(act: () => void): Promise<boolean> {
  const report = new Promise<boolean>((resolve) => {
    reported = resolve;
  });
  act();
  return await report;
}

const outages = () => lines.filter(({ msg }) => msg === 'an application is not connected');
const lastWaitMs = () => outages().at(-1)?.waitMs ?? 0;

test('waits longer after each failure, a minute at most, and warns of the first alone', async () => {
  application.refuses = true;
  expect(await attemptAfter(() => dialler.start())).toBe(false);
  for (let n = 0; n < 7; n += 1) await attemptAfter(() => clock.advance(lastWaitMs()));
  expect(outages().map(({ waitMs }) => waitMs)).toEqual([
    1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000,
  ]);
  expect(outages().filter(({ level }) => level === 'warn')).toEqual([outages()[0]]);
  expect(outages()[0]?.err?.message).toBe('Unexpected server response: 503');
  expect(application.attempts).toBe(8);
  application.refuses = false;
  expect(await attemptAfter(() => clock.advance(60_000))).toBe(true);
  expect(clients).toHaveLength(1);
});

describe('a connection that breaks', () => {
  const breakAfter = async (ms: number) => {
    const dialed = await application.connection();
    clock.advance(ms);
    expect(await attemptAfter(() => dialed.socket.terminate())).toBe(false);
    return lastWaitMs();
  };

  test('soon after it was opened is no success', async () => {
    await attemptAfter(() => dialler.start());
    expect(await breakAfter(0)).toBe(1000);
    await attemptAfter(() => clock.advance(1000));
    expect(await breakAfter(9999)).toBe(2000);
    expect(outages().map(({ level }) => level)).toEqual(['warn', 'debug']);
  });

  test('after ten seconds is a new outage', async () => {
    await attemptAfter(() => dialler.start());
    await breakAfter(0);
    await attemptAfter(() => clock.advance(1000));
    expect(await breakAfter(10_000)).toBe(1000);
    expect(outages().map(({ level }) => level)).toEqual(['warn', 'warn']);
  });
});

/** @returns its port. */
async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('not listening');
  return address.port;
}

test('an untrusted certificate is rejected', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
  const server = createSecureServer({ key, cert });
  const secure = dial(`wss://127.0.0.1:${await listen(server)}`);
  expect(await attemptAfter(() => secure.start())).toBe(false);
  expect(outages()[0]?.err?.message).toMatch(/self-signed certificate/);
  secure.close();
  await new Promise((resolve) => server.close(resolve));
});

test('a server that does not answer the handshake is given up after ten seconds', async () => {
  const silent = createServer((socket) => socket.on('error', () => {}));
  const waiting = dial(`ws://127.0.0.1:${await listen(silent)}`);
  const gone = attemptAfter(() => waiting.start());
  clock.advance(9999);
  expect(outages()).toEqual([]);
  clock.advance(1);
  expect(await gone).toBe(false);
  waiting.close();
  await new Promise((resolve) => silent.close(resolve));
});

test('nobody who answers, and another protocol: the same as a refusal', async () => {
  const nobody = dial('ws://127.0.0.1:1');
  expect(await attemptAfter(() => nobody.start())).toBe(false);
  nobody.close();
  application.protocol = 'chat';
  expect(await attemptAfter(() => dialler.start())).toBe(false);
  expect(outages()[1]?.err?.message).toBe('Server sent an invalid subprotocol');
});

test('close ends the attempt, or the wait, and may be repeated', async () => {
  reported = () => {};
  dialler.start();
  dialler.close();
  dialler.close();
  dialler.start();
  expect(clock.pending).toBe(0);
});
