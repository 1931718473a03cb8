import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Replaceable } from '@tricord/core';
import { createTestCore, type TestCore } from '@tricord/testkit';
import express from 'express';
import { pino } from 'pino';
import supertest from 'supertest';
import { createNativeApp, type NativeDeps } from '../app.ts';
import type { NativeAccount } from '../config.ts';
import { EventStreams } from '../events/event-streams.ts';

export const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
export const OTHER = '820796a0-8ee9-4350-83bd-2d07a3121f1e';
export const UNKNOWN = 'ffffffff-ffff-4fff-8fff-ffffffffffff';

/** Of pages that may use the API of ACME, and of the other account. */
export const ORIGIN = 'https://acme.example';
export const OTHER_ORIGIN = 'https://other.example';

const JOHN = {
  username: 'John',
  numericUserId: '654321',
  role: 'manager',
  lines: [
    {
      deviceName: 'SEP123456789ABC',
      directoryNumber: '101',
      monitorable: true,
      recordingMode: 'on-demand',
    },
  ],
} as const;

type Method = 'get' | 'put' | 'post' | 'patch' | 'delete' | 'head' | 'options';

/** The native API over an in-memory core, and a client with an administrator's key. */
export interface NativeFixture {
  readonly core: TestCore;
  /** A request under /api/v1, by default with an administrator's key. */
  request(method: Method, path: string, key?: string): supertest.Test;
}

let dialed: NativeDeps['dial'] = () => Promise.reject(new Error('nothing may be dialed'));

/** Sets the result of fetching a call. */
export function onDial(dial: NativeDeps['dial']): void {
  dialed = dial;
}

let reloaded: NativeDeps['reloadConfig'] = () => Promise.reject(new Error('nothing is reloaded'));

/** Sets the result of reloading the configuration. */
export function onReload(reload: NativeDeps['reloadConfig']): void {
  reloaded = reload;
}

let woken = 0;

/** How often the outbox was woken. */
export function timesWoken(): number {
  return woken;
}

// Compiling the document takes longer than a test, so the tests of a file share one app.
const present = createTestCore();
const streams = new EventStreams({
  opened: () => undefined,
  closed: () => undefined,
  cutOff: () => undefined,
});

/** What is configured; a test that replaces it puts it back. */
export const configured = new Replaceable<readonly NativeAccount[]>([
  {
    id: ACME,
    name: 'acme',
    users: [],
    api: {
      keys: [
        { key: 'acme-admin', role: 'admin', name: 'desktop', manage: false },
        { key: 'acme-viewer', role: 'viewer', manage: false },
      ],
    },
    cors: { origins: [ORIGIN] },
    retention: { maxAgeDays: 30, lines: [{ directoryNumber: '101', maxAgeDays: 7 }] },
  },
  {
    id: OTHER,
    alias: 'AC1',
    name: 'other',
    users: [],
    api: {
      keys: [
        { key: 'other-admin', role: 'admin', manage: false },
        { key: 'manager', role: 'admin', name: 'ops', manage: true },
        { key: 'watching-manager', role: 'viewer', manage: true },
      ],
    },
    cors: { origins: [OTHER_ORIGIN] },
    retention: { lines: [] },
  },
]);

const app = express().use(
  createNativeApp({
    core: present,
    dial: (accountId, request) => dialed(accountId, request),
    streams,
    status: async () => ({
      version: '1.2.3',
      startedAt: 0,
      health: {
        ready: false,
        checks: { catalog: 'ok', recorder: 'failed' },
        reasons: { recorder: 'There is no room' },
        numbers: {},
      },
      deliveriesHeld: true,
    }),
    reloadConfig: () => reloaded(),
    wakeDeliveries: () => {
      woken += 1;
    },
    accounts: configured,
    logger: pino({ level: 'silent' }),
    validateResponses: true,
  }),
);

/** Serves the API of the last fixture on a port of its own, for clients that need a connection. */
export async function serveNative(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(app);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/v1`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function nativeFixture(): NativeFixture {
  const core = createTestCore({ [ACME]: [JOHN] });
  Object.assign(present, core);
  return {
    core,
    request: (method, path, key = 'acme-admin') =>
      supertest(app)[method](`/api/v1${path}`).set('Authorization', `Bearer ${key}`),
  };
}

/** A recording of a live call that began 10 s ago. */
export async function recordingFor10s({ core, request }: NativeFixture, start: object = {}) {
  const session = await core.liveSession(ACME, {
    line: { deviceName: 'SEP123456789ABC', directoryNumber: '101' },
    username: 'John',
  });
  const { body } = await request('post', '/recordings').send({ sessionId: session.id, ...start });
  core.clock.advance(10_000);
  return { session, id: String(body.id) };
}
