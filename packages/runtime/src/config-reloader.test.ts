import { type AddressInfo, createServer } from 'node:net';
import { AudioSocketCaller, MediaStreamsCaller } from '@tricord/callers';
import { findSession } from '@tricord/core';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Config } from './config/config-form.ts';
import { InvalidConfigError } from './config/problems.ts';
import { Runtime } from './runtime.ts';
import { SystemClock } from './system-clock.ts';
import { type ConfigInput, configSchema } from './testing/neutral-config.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const OTHER = '820796a0-8ee9-4350-83bd-2d07a3121f1e';
const HOST = '127.0.0.1';

let folder: TemporaryFolder;
let runtime: Runtime;
let next: () => Promise<Config>;
let logged: Record<string, unknown>[];
beforeEach(async () => {
  folder = await temporaryFolder();
  logged = [];
});
afterEach(async () => {
  await runtime.close();
  await folder.close();
});

const accounts = [
  { id: ACME, name: 'acme' },
  { id: OTHER, name: 'other' },
];

const configOf = (changes: Partial<ConfigInput> = {}): Config =>
  configSchema.parse({
    ...{ dataDir: folder.path, http: { port: 0 }, accounts, log: { level: 'info' } },
    ...changes,
  });

async function open(changes?: Partial<ConfigInput>): Promise<void> {
  const logger = pino(
    { level: 'info' },
    { write: (line: string) => void logged.push(JSON.parse(line)) },
  );
  const loadConfig = () => next();
  runtime = await Runtime.open(configOf(changes), logger, [], { loadConfig });
}

function reload(changes?: Partial<ConfigInput>) {
  next = async () => configOf(changes);
  return runtime.reload();
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${runtime.url}/metrics`)).text();
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1],
  );
}

const started = (id: string): Promise<string> =>
  new Promise((resolve) => {
    runtime.core.events.subscribe((event) => {
      if (event.type === 'session.started' && event.session.id === id) resolve(event.accountId);
    });
  });

async function callAudioSocket(port: number) {
  const uuid = crypto.randomUUID();
  const accountId = started(uuid);
  const caller = await AudioSocketCaller.open({ host: HOST, port, uuid, clock: new SystemClock() });
  return { uuid, caller, accountId };
}

const callStream = (path: string, token?: string) =>
  MediaStreamsCaller.open({
    url: `${runtime.url.replace('http', 'ws')}${path}`,
    callSid: crypto.randomUUID(),
    clock: new SystemClock(),
    ...(token === undefined ? {} : { token }),
  });

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('a reload names what has changed, and what needs a restart and keeps its value', async () => {
  await open();
  const changes: Partial<ConfigInput> = {
    accounts: [{ id: ACME, name: 'acme', retention: { maxAgeDays: 3 } }],
    http: { port: 1, wrongLogins: { perUser: 7 } },
    recording: { reconnectMs: 1 },
    log: { level: 'warn' },
  };
  const needRestart = ['http.port', 'recording.reconnectMs'];
  expect(await reload(changes)).toEqual({
    changed: [
      'accounts[acme].retention.maxAgeDays',
      'accounts[other]',
      'http.wrongLogins.perUser',
      'log.level',
    ],
    needRestart,
  });
  const warned = logged.filter(({ level }) => level === 40);
  expect(warned.map(({ setting }) => setting)).toEqual(needRestart);
  // They are named again as long as they differ from what runs.
  expect(await reload(changes)).toEqual({ changed: [], needRestart });
  expect(await metric('tricord_config_reloads_total{result="good"}')).toBe(2);
  expect(await metric('tricord_config_reloads_total{result="bad"}')).toBe(0);
  expect(await metric('tricord_config_loaded_seconds')).toBeGreaterThan(Date.now() / 1000 - 60);
});

test('a configuration that is wrong changes nothing, and each of its problems is logged', async () => {
  await open({ sources: { mediaStreams: [{ path: '/a', account: 'acme' }] } });
  const problems = [
    'line 3: http.port: must be at most 65535',
    'line 7: accounts[0].name: is missing',
  ];
  next = async () => {
    throw new InvalidConfigError('/etc/tricord.yaml', [
      { message: 'http.port: must be at most 65535', line: 3 },
      { message: 'accounts[0].name: is missing', line: 7 },
    ]);
  };
  expect(await runtime.reload()).toEqual({ problems });
  const errors = logged.filter(({ level }) => level === 50);
  expect(errors).toMatchObject(problems.map((problem) => ({ file: '/etc/tricord.yaml', problem })));
  await (await callStream('/a')).hangUp();
  next = async () => {
    throw new TypeError('a mistake of ours');
  };
  expect(await runtime.reload()).toEqual({ problems: ['it cannot be loaded; the log says why'] });
  expect(await metric('tricord_config_reloads_total{result="bad"}')).toBe(2);
});

test('reloads take turns, and those that wait share one', async () => {
  await open();
  let loads = 0;
  next = async () => {
    loads += 1;
    return configOf();
  };
  await Promise.all([runtime.reload(), runtime.reload(), runtime.reload(), runtime.reload()]);
  expect(loads).toBeLessThanOrEqual(2);
});

test('a configuration file that cannot be read to its end does not hold up a shutdown', async () => {
  await open();
  let loaded: ((config: Config) => void) | undefined;
  next = () =>
    new Promise((resolve) => {
      loaded = resolve;
    });
  const reloading = runtime.reload();
  await expect.poll(() => loaded).toBeDefined();
  await runtime.close();
  loaded?.(configOf({ accounts: [{ id: ACME, name: 'acme' }] }));
  expect(await reloading).toEqual({ problems: ['the gateway is stopping'] });
});

test('sources come, go and change with the configuration, and live calls go on', async () => {
  const [kept, removed, added] = [await freePort(), await freePort(), await freePort()];
  await open({
    sources: {
      audiosocket: [
        { port: kept, account: 'acme' },
        { port: removed, account: 'acme' },
      ],
      mediaStreams: [
        { path: '/kept', account: 'acme', token: 'old' },
        { path: '/removed', account: 'acme' },
      ],
    },
  });
  const live = await callAudioSocket(removed);
  expect(await live.accountId).toBe(ACME);
  const streaming = await callStream('/removed');
  await reload({
    sources: {
      audiosocket: [
        { port: kept, account: 'other' },
        { port: added, account: 'other' },
      ],
      mediaStreams: [
        { path: '/kept', account: 'acme', token: 'new' },
        { path: '/added', account: 'acme' },
      ],
    },
  });
  await expect(callAudioSocket(removed)).rejects.toThrow('ECONNREFUSED');
  await expect(callStream('/removed')).rejects.toThrow('404');
  await expect(callStream('/kept', 'old')).rejects.toThrow('401');
  const others = [await callStream('/kept', 'new'), await callStream('/added'), streaming];
  for (const port of [kept, added]) {
    const { caller, accountId } = await callAudioSocket(port);
    expect(await accountId).toBe(OTHER);
    await caller.hangUp();
  }
  expect(await findSession(runtime.core, ACME, live.uuid)).toMatchObject({ state: 'live' });
  await Promise.all([live.caller.hangUp(), ...others.map((caller) => caller.hangUp())]);
});

test('a port that cannot be listened on keeps the whole old configuration', async () => {
  const [taken, other] = [await freePort(), await freePort()];
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(taken, HOST, resolve));
  await open({ sources: { mediaStreams: [{ path: '/a', account: 'acme' }] } });
  const problem = `cannot listen on ${HOST}:${taken} for AudioSocket: the port is in use`;
  const audiosocket = [other, taken].map((port) => ({ port, account: 'acme' }));
  expect(await reload({ sources: { audiosocket } })).toEqual({ problems: [problem] });
  await (await callStream('/a')).hangUp();
  server.close();
  expect(await reload({ sources: { audiosocket } })).toMatchObject({ needRestart: [] });
});
