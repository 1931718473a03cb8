import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEFAULT_SETTINGS, type DeliveryKind, type Recording } from '@tricord/core';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { StandardWebhooks } from '@tricord/webhooks';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { publicUrl } from './public-url.ts';
import type { Runtime } from './runtime.ts';
import { Service } from './service.ts';
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
};
const event = { type: 'recording.finished', at: 1, accountId: ACCOUNT, recording } as const;

const nobody = (_req: unknown, _res: unknown, next: () => void) => next();

/** A service that tells the receiver of everything, and where it is served. */
async function open(): Promise<{ service: Service; runtime: Runtime }> {
  let made: Runtime | undefined;
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const kind: DeliveryKind = {
    name: 'test',
    targets: () => [url],
    request: () => ({ method: 'POST', url, headers: {}, body: made?.publicUrl ?? '' }),
  };
  const config = configSchema.parse({
    dataDir: folder.path,
    http: { port: 0 },
    accounts: [{ id: ACCOUNT, name: 'acme' }],
    webhooks: { allowPrivate: ['127.0.0.1'] },
  });
  const mount = (runtime: Runtime) => {
    made = runtime;
    return { handler: nobody, deliveries: [kind] };
  };
  const service = await Service.open(config, pino({ level: 'silent' }), [{ mount }]);
  if (made === undefined) throw new Error('not mounted');
  return { service, runtime: made };
}

test('others are told of recordings while the APIs are served', async () => {
  const { service, runtime } = await open();
  await runtime.core.catalog.recordings.insert(recording, [event]);
  runtime.core.events.publish(event);
  const [req, res] = await arrived;
  const [body] = (await once(req, 'data')) as [Buffer];
  expect(String(body)).toBe(service.url);
  expect((await fetch(`${String(body)}/healthz`)).status).toBe(200);
  // Under way while the service ends: it waits for the answer.
  const closing = service.close();
  res.end();
  await closing;

  const { runtime: next, service: second } = await open();
  const { deliveries } = next.core.catalog;
  const [delivery] = (await deliveries.list({ accountId: ACCOUNT, limit: 1 })).items;
  expect(delivery).toMatchObject({ state: 'delivered', attempts: 1, lastStatus: 200 });
  await second.close();
});

test('a service that sends no webhooks says so where some are configured', async () => {
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
    const service = await Service.open(config, logger, [{ mount }]);
    await service.close();
  };
  await serve([], []);
  await serve([endpoint], [new StandardWebhooks([], () => undefined)]);
  expect(lines).toEqual([]);
  await serve([endpoint], []);
  expect(lines).toEqual([expect.stringContaining('webhooks.endpoints: nothing is sent now')]);
});

test('what happens after the end of deliveries is told after the next start', async () => {
  const { service, runtime } = await open();
  await runtime.stopDeliveries(1000);
  await runtime.core.catalog.recordings.insert(recording, [event]);
  runtime.core.events.publish(event);
  expect(await runtime.core.catalog.outbox.journal(1)).toHaveLength(1);
  await service.close();

  const { service: second } = await open();
  const [, res] = await arrived;
  res.end();
  await second.close();
});

test.each([
  ['http://127.0.0.1:8088', 'http://127.0.0.1:8088'],
  ['http://0.0.0.0:8088', 'http://127.0.0.1:8088'],
  ['http://[::]:8088', 'http://[::1]:8088'],
])('served at %s, the APIs are reached at %s, unless the configuration knows better', (at, url) => {
  const http = { host: '127.0.0.1', port: 8088 };
  expect(publicUrl({ http }, at)).toBe(url);
  expect(publicUrl({ http: { ...http, publicUrl: 'https://a.example' } }, at)).toBe(
    'https://a.example',
  );
});
