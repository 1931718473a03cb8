import { type AddressInfo, createServer } from 'node:net';
import type { MountedApp } from '@tricord/http-kit';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Service } from './service.ts';
import { configSchema } from './testing/neutral-config.ts';

const LOGGER = pino({ level: 'silent' });

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

function open(
  mounts: readonly (() => MountedApp)[],
  port = 0,
  trustedProxies: string[] = [],
): Promise<Service> {
  const config = configSchema.parse({
    dataDir: folder.path,
    http: { port, trustedProxies },
    accounts: [{ id: '720796a0-8ee9-4350-83bd-2d07a3121f1e', name: 'acme' }],
  });
  const dialects = mounts.map((mount) => ({ mount }));
  return Service.open(config, LOGGER, dialects);
}

function countingApp() {
  let closed = 0;
  const app: MountedApp = {
    handler: (req, res, next) => {
      if (req.path === '/app') res.json({ app: true });
      else if (req.path === '/broken') throw new Error('with a secret');
      else next();
    },
    close: async () => {
      closed += 1;
    },
  };
  return { app, closed: () => closed };
}

test('serves what is mounted, and says nothing of faults', async () => {
  const { app, closed } = countingApp();
  const service = await open([() => app]);
  expect(await (await fetch(`${service.url}/app`)).json()).toEqual({ app: true });
  const broken = await fetch(`${service.url}/broken`);
  expect([broken.status, await broken.json()]).toEqual([500, { message: 'Internal server error' }]);
  const unknown = await fetch(`${service.url}/unknown`);
  expect([unknown.status, await unknown.json()]).toEqual([404, { message: 'Not found' }]);
  await Promise.all([service.close(), service.close()]);
  expect(closed()).toBe(1);
});

test('starts what is mounted once it serves, and nothing when it does not', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let started = 0;
  const app = { ...countingApp().app, start: () => (started += 1) };
  await expect(open([() => app], port)).rejects.toThrow('the port is in use');
  expect(started).toBe(0);
  server.close();
  const service = await open([() => app]);
  expect(started).toBe(1);
  await service.close();
});

test('when the port is in use, what was opened is closed again', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { app, closed } = countingApp();
  await expect(open([() => app], port)).rejects.toThrow(
    `cannot listen on 127.0.0.1:${port}: the port is in use`,
  );
  expect(closed()).toBe(1);
  server.close();
  await (await open([])).close();
});

test('when an app cannot be made, the runtime is closed again', async () => {
  const failing = () => {
    throw new Error('a hashed secret is malformed');
  };
  await expect(open([failing])).rejects.toThrow('a hashed secret is malformed');
  await (await open([])).close();
});

test('believes the proxies that are trusted, and no others, whose request it is', async () => {
  const handler = express().get('/ip', (req, res) => {
    res.json(req.ip);
  });
  const headers = { 'x-forwarded-for': '203.0.113.9, 192.0.2.7' };
  const addressBehind = async (trusted: string[]) => {
    const service = await open([() => ({ handler })], 0, trusted);
    const address = await (await fetch(`${service.url}/ip`, { headers })).json();
    await service.close();
    return address;
  };
  expect(await addressBehind([])).toBe('127.0.0.1');
  expect(await addressBehind(['127.0.0.0/8'])).toBe('192.0.2.7');
  expect(await addressBehind(['127.0.0.1', '192.0.2.0/24'])).toBe('203.0.113.9');
});
