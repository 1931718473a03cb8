import { once } from 'node:events';
import { AudioSocketCaller } from '@tricord/callers';
import { ACCOUNT_ID, AUTHORIZATION, LINE, testConfig } from '@tricord/lab';
import { SystemClock } from '@tricord/runtime';
import { type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type ConfigInput, configSchema } from './config.ts';
import { DIALECTS } from './dialects.ts';
import { type Gateway, openGateway } from './gateway.ts';

type Account = ConfigInput['accounts'][number];

const OTHER_ID = '820796a0-8ee9-4350-83bd-2d07a3121f1e';
const UUID = '43bb71ee-553f-4074-bb20-8e2747647cce';

const basic = (username: string, password: string) => `Basic ${btoa(`${username}:${password}`)}`;

/** An account, with other secrets than acme's, and what its clients send. */
const OTHER: Account = {
  id: OTHER_ID,
  name: 'other',
  api: { keys: [{ key: 'other-key' }] },
  asterisk: { users: [{ username: 'other-pbx', password: 'p' }] },
  signalwire: { tokens: [{ token: 'other-token' }] },
  users: [{ username: 'other-user', password: 'p', role: 'manager' }],
};
const OTHERS = {
  native: 'Bearer other-key',
  asterisk: basic('other-pbx', 'p'),
  imagicle: basic('other-user', 'p'),
  signalwire: basic(OTHER_ID, 'other-token'),
};

let folder: TemporaryFolder;
let acme: Account;
let gateway: Gateway;
let accounts: Account[];
beforeEach(async () => {
  folder = await temporaryFolder();
  [acme = OTHER] = testConfig(folder.path).accounts;
  accounts = [acme, OTHER];
  const read = () => {
    const audiosocket = [{ port: 0, account: accounts[0]?.name ?? '' }];
    const config = testConfig(folder.path, { accounts, sources: { audiosocket } });
    return configSchema.parse(config);
  };
  gateway = await openGateway(read(), pino({ level: 'silent' }), DIALECTS, {
    loadConfig: async () => read(),
  });
});
afterEach(async () => {
  await gateway.close();
  await folder.close();
});

async function reloadWith(...changed: Account[]): Promise<void> {
  accounts = changed;
  expect(await gateway.reload()).toMatchObject({ needRestart: [] });
}

async function status(path: string, authorization: string): Promise<number> {
  const response = await fetch(gateway.url + path, { headers: { authorization } });
  await response.arrayBuffer();
  return response.status;
}

/** What each API answers to the clients of an account. */
async function statuses(id: string, authorization: Readonly<Record<keyof typeof OTHERS, string>>) {
  return {
    native: await status('/api/v1/recordings', authorization.native),
    asterisk: await status('/ari/recordings/stored', authorization.asterisk),
    imagicle: await status('/fw/Apps/Recorder/WebAPI/LiveRecordings', authorization.imagicle),
    signalwire: await status(
      `/api/laml/2010-04-01/Accounts/${id}/Recordings`,
      authorization.signalwire,
    ),
  };
}

const all = (value: number) => ({
  ...{ native: value, asterisk: value, imagicle: value, signalwire: value },
});

async function eventSocket(username: string, password: string): Promise<WebSocket> {
  const url = `${gateway.url.replace('http', 'ws')}/ari/events?app=recorder`;
  const socket = new WebSocket(`${url}&api_key=${username}:${password}`);
  await once(socket, 'open');
  return socket;
}

/** Resolves to the close code. */
const closed = async (socket: WebSocket): Promise<number> => (await once(socket, 'close'))[0];

/** Resolves to the text of the stream, once it ends. */
async function eventStream(key: string): Promise<{ ended: Promise<string> }> {
  const headers = { authorization: `Bearer ${key}` };
  const response = await fetch(`${gateway.url}/api/v1/events`, { headers });
  expect(response.status).toBe(200);
  return { ended: response.text() };
}

async function json<T>(method: string, path: string, key: string, body?: object): Promise<T> {
  const response = await fetch(`${gateway.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as T;
}

async function inState<T extends { state: string }>(path: string, key: string, state: string) {
  for (;;) {
    const found = await json<T>('GET', path, key);
    if (found.state === state) return found;
  }
}

test('an account that is added is served by every API, and one that is removed by none', async () => {
  await reloadWith(acme);
  expect(await statuses(OTHER_ID, OTHERS)).toEqual(all(401));
  await reloadWith(acme, OTHER);
  expect(await statuses(OTHER_ID, OTHERS)).toEqual(all(200));
  expect(await statuses(ACCOUNT_ID, AUTHORIZATION)).toEqual(all(200));
  await (await eventSocket('other-pbx', 'p')).close();
});

test('changed credentials count at once in every API; those that stay are not disturbed', async () => {
  const [socket, stream] = [
    await eventSocket('pbx', 'ari-password'),
    await eventStream('native-key'),
  ];
  await reloadWith(acme, {
    ...OTHER,
    api: { keys: [{ key: 'new-key' }] },
    asterisk: { users: [{ username: 'other-pbx', password: 'q' }] },
    signalwire: { tokens: [{ token: 'new-token' }] },
    users: [{ username: 'other-user', password: 'q', role: 'manager' }],
  });
  expect(await statuses(OTHER_ID, OTHERS)).toEqual(all(401));
  const changed = {
    native: 'Bearer new-key',
    asterisk: basic('other-pbx', 'q'),
    imagicle: basic('other-user', 'q'),
    signalwire: basic(OTHER_ID, 'new-token'),
  };
  expect(await statuses(OTHER_ID, changed)).toEqual(all(200));
  expect(await statuses(ACCOUNT_ID, AUTHORIZATION)).toEqual(all(200));
  // Both still hear of acme's calls.
  const heard = once(socket, 'message');
  await json('PUT', `/sessions/${UUID}`, 'native-key', { line: LINE });
  const [port = 0] = gateway.sources.audioSocketPorts;
  const clock = new SystemClock();
  const caller = await AudioSocketCaller.open({ host: '127.0.0.1', port, uuid: UUID, clock });
  expect(JSON.parse(String((await heard)[0]))).toMatchObject({ type: 'StasisStart' });
  await caller.hangUp();
  const gone = closed(socket);
  socket.close();
  await gone;
  await gateway.close();
  expect(await stream.ended).toContain('session.started');
});

test('event sockets and streams of credentials that are removed or changed are closed', async () => {
  const sockets = [await eventSocket('other-pbx', 'p'), await eventSocket('pbx', 'ari-password')];
  const streams = [await eventStream('other-key'), await eventStream('native-key')];
  const codes = sockets.map(closed);
  await reloadWith({
    ...acme,
    api: { keys: [{ key: 'native-key', role: 'viewer' }] },
    asterisk: { users: [{ username: 'pbx', password: 'ari-password', readOnly: true }] },
  });
  expect(await Promise.all(codes)).toEqual([1008, 1008]);
  for (const { ended } of streams) expect(await ended).not.toContain('data:');
});

test('calls of a removed account are recorded to their end; its recordings are there when it returns', async () => {
  const [port = 0] = gateway.sources.audioSocketPorts;
  await json('PUT', `/sessions/${UUID}`, 'native-key', { line: LINE });
  const clock = new SystemClock();
  const caller = await AudioSocketCaller.open({ host: '127.0.0.1', port, uuid: UUID, clock });
  await inState(`/sessions/${UUID}`, 'native-key', 'live');
  const { id } = await json<{ id: string }>('POST', '/recordings', 'native-key', {
    sessionId: UUID,
  });
  const second = tone({ frequencyHz: 440, durationMs: 1000 });
  await caller.play(second, { sampleRateHz: 8000, speed: 5 });
  await reloadWith(OTHER);
  expect(await statuses(ACCOUNT_ID, AUTHORIZATION)).toEqual(all(401));
  await caller.play(second, { sampleRateHz: 8000, speed: 5 });
  await caller.hangUp();
  await reloadWith(acme);
  const { durationMs } = await inState<{ state: string; durationMs: number }>(
    `/recordings/${id}`,
    'native-key',
    'done',
  );
  expect(Math.abs(durationMs - 2000)).toBeLessThanOrEqual(60);
});

test('requests that run meanwhile see the old configuration or the new one, never half', async () => {
  const twilio: Account = {
    ...acme,
    name: 'renamed',
    signalwire: { tokens: [{ token: 'laml-token' }], flavor: 'twilio' },
  };
  const asked: Promise<unknown>[] = [];
  for (let round = 0; round < 10; round += 1) {
    for (let i = 0; i < 5; i += 1) {
      const path = `${gateway.url}/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}.json`;
      const headers = { authorization: AUTHORIZATION.signalwire };
      asked.push(fetch(path, { headers }).then((response) => response.json()));
    }
    await reloadWith(round % 2 === 0 ? twilio : acme, OTHER);
  }
  const names = (await Promise.all(asked)) as { friendly_name?: string }[];
  const seen = new Set(names.map(({ friendly_name }) => friendly_name));
  expect([...seen].filter((name) => name !== 'acme' && name !== 'renamed')).toEqual([]);
});
