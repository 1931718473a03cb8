import { open as openFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { MountedApp } from '@tricord/http-kit';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import express from 'express';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountConfig } from './config/config-form.ts';
import type { Mountable } from './mountable.ts';
import { Runtime } from './runtime.ts';
import { type ConfigInput, configSchema } from './testing/neutral-config.ts';

const LOGGER = pino({ level: 'silent' });

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

type Mount = Mountable<AccountConfig>['mount'];

function open(mounts: readonly Mount[], changes: Partial<ConfigInput> = {}): Promise<Runtime> {
  const config = configSchema.parse({
    dataDir: folder.path,
    http: { port: 0 },
    accounts: [{ id: '720796a0-8ee9-4350-83bd-2d07a3121f1e', name: 'acme' }],
    ...changes,
  });
  const dialects = mounts.map((mount) => ({ mount }));
  return Runtime.open(config, LOGGER, dialects);
}

/** A failed start has been cleaned up when the next one can lock the folder. */
async function expectFree(): Promise<void> {
  await (await open([])).close();
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

test('serves mounted apps, and reveals nothing about internal errors', async () => {
  const { app, closed } = countingApp();
  const runtime = await open([() => app]);
  expect(await (await fetch(`${runtime.url}/app`)).json()).toEqual({ app: true });
  const broken = await fetch(`${runtime.url}/broken`);
  const problem = await broken.json();
  expect(problem).toMatchObject({ status: broken.status, code: 'internal' });
  expect(JSON.stringify(problem)).not.toContain('secret');
  const unknown = await fetch(`${runtime.url}/unknown`);
  expect(await unknown.json()).toMatchObject({ status: 404, code: 'no-such-resource' });
  const method = await fetch(`${runtime.url}/healthz`, { method: 'POST' });
  expect(method.headers.get('allow')).toBe('GET, HEAD');
  expect(await method.json()).toMatchObject({ status: 405, code: 'method-not-allowed' });
  await Promise.all([runtime.close(), runtime.close()]);
  expect(closed()).toBe(1);
});

test('starts mounted apps once it serves, and not when it cannot', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let started = 0;
  const app = { ...countingApp().app, start: () => (started += 1) };
  await expect(open([() => app], { http: { port } })).rejects.toThrow('the port is in use');
  expect(started).toBe(0);
  server.close();
  const runtime = await open([() => app]);
  expect(started).toBe(1);
  await runtime.close();
});

test('when the port is in use, closes what it opened', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { app, closed } = countingApp();
  await expect(open([() => app], { http: { port } })).rejects.toThrow(
    `cannot listen on 127.0.0.1:${port}: the port is in use`,
  );
  expect(closed()).toBe(1);
  server.close();
  await expectFree();
});

test('when an app cannot be created, closes what it opened', async () => {
  const failing = () => {
    throw new Error('a hashed secret is malformed');
  };
  await expect(open([failing])).rejects.toThrow('a hashed secret is malformed');
  await expectFree();
});

test('takes the client address from trusted proxies only', async () => {
  const handler = express().get('/ip', (req, res) => {
    res.json(req.ip);
  });
  const headers = { 'x-forwarded-for': '203.0.113.9, 192.0.2.7' };
  const addressBehind = async (trusted: string[]) => {
    const runtime = await open([() => ({ handler })], {
      http: { port: 0, trustedProxies: trusted },
    });
    const address = await (await fetch(`${runtime.url}/ip`, { headers })).json();
    await runtime.close();
    return address;
  };
  expect(await addressBehind([])).toBe('127.0.0.1');
  expect(await addressBehind(['127.0.0.0/8'])).toBe('192.0.2.7');
  expect(await addressBehind(['127.0.0.1', '192.0.2.0/24'])).toBe('203.0.113.9');
});

test('an AudioSocket port in use is reported in one line, and what was opened is closed', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { app, closed } = countingApp();
  const sources = { audiosocket: [{ port }] };
  await expect(open([() => app], { sources })).rejects.toMatchObject({
    name: 'StartError',
    message: `cannot listen on 127.0.0.1:${port} for AudioSocket: the port is in use`,
    setting: 'sources.audiosocket[0].port',
  });
  expect(closed()).toBe(1);
  server.close();
  await expectFree();
});

test('an installation keeps its id across starts', async () => {
  const ids: string[] = [];
  const mount: Mount = ({ systemId }) => {
    ids.push(systemId);
    return { handler: (_req, _res, next) => next() };
  };
  for (let n = 0; n < 2; n += 1) await (await open([mount])).close();
  expect(ids[0]).toMatch(/^02(:[0-9a-f]{2}){5}$/);
  expect(ids[1]).toBe(ids[0]);
});

test('a catalog of another version is reported in one line, and everything is closed', async () => {
  await expectFree();
  // The version is in the header of an SQLite file (https://sqlite.org/fileformat.html, 1.3).
  const patch = async (version: number) => {
    const file = await openFile(join(folder.path, 'catalog.db'), 'r+');
    const present = Buffer.alloc(4);
    await file.read(present, 0, 4, 60);
    const wanted = Buffer.alloc(4);
    wanted.writeUInt32BE(version);
    await file.write(wanted, 0, 4, 60);
    await file.close();
    return present.readUInt32BE();
  };
  const known = await patch(9999);
  await expect(open([])).rejects.toThrow(/^[^\n]*another version[^\n]*$/);
  await patch(known);
  await expectFree();
});

test('an unusable media folder is reported in one line, and everything is closed', async () => {
  await expectFree();
  const media = join(folder.path, 'media');
  await rm(media, { recursive: true });
  await writeFile(media, '');
  await expect(open([])).rejects.toThrow(/^[^\n]*media[^\n]*$/);
  await rm(media);
  await expectFree();
});
