import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { DEFAULT_SETTINGS, type DeliveryKind, type Recording, Replaceable } from '@tricord/core';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { StandardWebhooks } from '@tricord/webhooks';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountConfig } from './config/config-form.ts';
import type { Mountable } from './mountable.ts';
import { publicUrl } from './public-url.ts';
import { Runtime } from './runtime.ts';
import { configSchema } from './testing/neutral-config.ts';

const ACCOUNT = '720796a0-8ee9-4350-83bd-2d07a3121f1e';

let folder: TemporaryFolder;
let receiver: Server;
let arrived: Promise<[IncomingMessage, ServerResponse]>;
beforeEach(async () => {
  folder = await temporaryFolder();
  receiver = createServer().listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  arrived = once(receiver, 'request') as typeof arrived;
});
afterEach(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await folder.close();
});

const recording: Recording = {
  id: '43bb71ee-553f-4074-bb20-8e2747647cce',
  accountId: ACCOUNT,
  name: 'a',
  target: { kind: 'session', sessionId: ACCOUNT },
  call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
  settings: DEFAULT_SETTINGS,
  origin: { via: 'test' },
  state: 'done',
  muted: false,
  createdAt: 1,
  updatedAt: 1,
  pausedMs: 0,
  skippedMs: 0,
  media: { durationMs: 1000, sampleRateHz: 8000, channels: 1, bytes: 16_044, sha256: '', gaps: [] },
};
const event = { type: 'recording.finished', at: 1, accountId: ACCOUNT, recording } as const;

const nobody = (_req: unknown, _res: unknown, next: () => void) => next();

/** A runtime that sends all events to the receiver. */
function open(close = async () => {}): Promise<Runtime> {
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const config = configSchema.parse({
    dataDir: folder.path,
    http: { port: 0 },
    accounts: [{ id: ACCOUNT, name: 'acme' }],
    webhooks: { allowPrivate: ['127.0.0.1'] },
  });
  const dialect: Mountable<AccountConfig> = {
    mount: (host) => {
      const kind: DeliveryKind = {
        name: 'test',
        targets: () => [url],
        request: () => ({ method: 'POST', url, headers: {}, body: host.publicUrl }),
      };
      return { handler: nobody, deliveries: [kind], close };
    },
  };
  return Runtime.open(config, pino({ level: 'silent' }), [dialect]);
}

test('sends recording events while the APIs are served', async () => {
  const runtime = await open();
  await runtime.core.catalog.recordings.insert(recording, [event]);
  runtime.core.events.publish(event);
  const [req, res] = await arrived;
  const [body] = (await once(req, 'data')) as [Buffer];
  expect(String(body)).toBe(runtime.url);
  expect((await fetch(`${String(body)}/healthz`)).status).toBe(200);
  // In progress while the runtime closes: it waits for the response.
  const closing = runtime.close();
  res.end();
  await closing;

  const next = await open();
  const { deliveries } = next.core.catalog;
  const [delivery] = (await deliveries.list({ accountId: ACCOUNT, limit: 1 })).items;
  expect(delivery).toMatchObject({ state: 'delivered', attempts: 1, lastStatus: 200 });
  await next.close();
});

test('a runtime that sends no webhooks logs that when some are configured', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'warn' }, { write: (line) => lines.push(line) });
  const endpoint = { url: 'https://example.com/', secret: `whsec_${'k3y+'.repeat(8)}` };
  const serve = async (endpoints: object[], deliveries: DeliveryKind[]) => {
    const config = configSchema.parse({
      dataDir: folder.path,
      http: { port: 0 },
      accounts: [{ id: ACCOUNT, name: 'acme' }],
      webhooks: { endpoints },
    });
    const mount = () => ({ handler: nobody, deliveries });
    await (await Runtime.open(config, logger, [{ mount }])).close();
  };
  await serve([], []);
  await serve([endpoint], [new StandardWebhooks(new Replaceable([]), () => undefined)]);
  expect(lines).toEqual([]);
  await serve([endpoint], []);
  expect(lines).toEqual([expect.stringContaining('webhooks.endpoints: nothing is sent now')]);
});

test('users are mailed if a mail server is configured', async () => {
  const connected = once(receiver, 'connection');
  const { port } = receiver.address() as AddressInfo;
  const config = configSchema.parse({
    dataDir: folder.path,
    http: { port: 0 },
    accounts: [
      {
        id: ACCOUNT,
        name: 'acme',
        users: [{ username: 'ann', email: 'a@b.example', mail: 'link' }],
      },
    ],
    mail: { host: '127.0.0.1', port, from: 'recorder@b.example' },
  });
  const runtime = await Runtime.open(config, pino({ level: 'silent' }), []);
  const of = { ...recording, call: { ...recording.call, username: 'ann' } };
  await runtime.core.catalog.recordings.insert(of, [{ ...event, recording: of }]);
  runtime.core.events.publish({ ...event, recording: of });
  const [socket] = (await connected) as [Socket];
  socket.end('421 busy\r\n');
  await runtime.close();
  const next = await Runtime.open(config, pino({ level: 'silent' }), []);
  const { items } = await next.core.catalog.deliveries.list({ accountId: ACCOUNT, limit: 2 });
  expect(items).toMatchObject([{ kind: 'mail', url: 'mailto:a@b.example' }]);
  await next.close();
});

test('events after the end of deliveries are sent after the next start', async () => {
  let left: readonly unknown[] = [];
  // Apps are closed after the recorder has drained.
  const first: Runtime = await open(async () => {
    const { catalog, events } = first.core;
    await catalog.recordings.insert(recording, [event]);
    events.publish(event);
    left = await catalog.outbox.journal(1);
  });
  await first.close();
  expect(left).toHaveLength(1);

  const second = await open();
  const [, res] = await arrived;
  res.end();
  await second.close();
});

test.each([
  ['http://127.0.0.1:8088', 'http://127.0.0.1:8088'],
  ['http://0.0.0.0:8088', 'http://127.0.0.1:8088'],
  ['http://[::]:8088', 'http://[::1]:8088'],
])('served at %s, the APIs are reached at %s, unless configured otherwise', (at, url) => {
  const http = { host: '127.0.0.1', port: 8088 };
  expect(publicUrl({ http }, at)).toBe(url);
  expect(publicUrl({ http: { ...http, publicUrl: 'https://a.example' } }, at)).toBe(
    'https://a.example',
  );
});
