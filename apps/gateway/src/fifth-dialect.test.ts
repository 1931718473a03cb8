import { once } from 'node:events';
import { AudioSocketCaller } from '@tricord/callers';
import { ACCOUNT_ID, AUTHORIZATION, testConfig } from '@tricord/lab';
import {
  configForm,
  InvalidConfigError,
  loadConfig,
  parseConfig,
  SystemClock,
} from '@tricord/runtime';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { jukebox } from '@tricord/testkit/jukebox';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { DIALECTS } from './dialects.ts';
import { openGateway } from './gateway.ts';

// What a new dialect costs: the code of the jukebox, and its name in the gateway's list.
const dialects = [...DIALECTS, jukebox] as const;
const form = configForm(dialects.map(({ section }) => section));

const SESSION = '43bb71ee-553f-4074-bb20-8e2747647cce';
const DJ = `Basic ${btoa('dj:dime')}`;

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

/** Starts a recording by the native API, retrying until the call exists or the test times out. */
async function startWhenLive(url: string, start: object): Promise<Response> {
  const headers = { authorization: AUTHORIZATION.native, 'content-type': 'application/json' };
  for (;;) {
    const body = JSON.stringify(start);
    const response = await fetch(`${url}/api/v1/recordings`, { method: 'POST', headers, body });
    if (response.status !== 404) return response;
  }
}

test('an additional dialect is served along with the others', async () => {
  const config = testConfig(folder.path);
  const accounts = config.accounts.map((account) => ({
    ...account,
    jukebox: { users: [{ username: 'dj', password: 'dime' }], loud: true },
  }));
  const gateway = await openGateway(
    form.schema.parse({ ...config, accounts }),
    pino({ level: 'silent' }),
    dialects,
  );
  const get = async (path: string, authorization: string) => {
    const headers = { authorization };
    const response = await fetch(gateway.url + path, { headers });
    return { status: response.status, body: await response.json() };
  };

  const caller = await AudioSocketCaller.open({
    host: '127.0.0.1',
    port: gateway.sources.audioSocketPorts[0] ?? 0,
    uuid: SESSION,
    clock: new SystemClock(),
  });
  expect(await get('/jukebox/records/blues', DJ)).toEqual({ status: 404, body: { blinks: 4 } });
  const started = await startWhenLive(gateway.url, { sessionId: SESSION, name: 'blues' });
  expect(started.status).toBe(201);
  expect(await get('/jukebox/records/blues', DJ)).toEqual({
    status: 200,
    body: { title: 'blues', playing: true, loud: true },
  });
  expect(await get('/jukebox/records/blues', AUTHORIZATION.native)).toMatchObject({ status: 402 });
  expect(await get(`/jukebox/records/${'x'.repeat(21)}`, DJ)).toMatchObject({ status: 400 });
  expect(await get('/api/v1/recordings', AUTHORIZATION.native)).toMatchObject({ status: 200 });

  const lights = new WebSocket(`${gateway.url.replace('http', 'ws')}/jukebox/lights`);
  expect(String((await once(lights, 'error'))[0])).toContain('418');
  const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
  expect(metrics).toContain('dialect="jukebox"');
  await caller.hangUp();
  await gateway.close();
});

test('its settings are part of the configuration, including the first one', async () => {
  const first = await loadConfig(form, { env: {}, folder: folder.path });
  const [account] = first.config.accounts;
  expect(account?.jukebox).toEqual({
    users: [{ username: 'dj', password: expect.stringMatching(/^[\w-]{32}$/) }],
    loud: false,
  });
  expect(account?.asterisk.users).toHaveLength(1);
});

test('its validation errors are listed with those of the others', () => {
  const other = ACCOUNT_ID.replace('7', '8');
  const users = [{ username: 'dj', password: 'dime' }];
  const text = JSON.stringify({
    accounts: [
      { id: ACCOUNT_ID, name: 'a', jukebox: { users } },
      { id: other, name: 'b', jukebox: { users, volume: 11 }, signalwire: { tokens: 1 } },
    ],
  });
  const parse = () => parseConfig(form, text, 'tricord.yaml', {});
  expect(parse).toThrow(InvalidConfigError);
  expect(parse).toThrow(
    [
      'accounts[1].signalwire.tokens: must be a list',
      'accounts[1].jukebox.volume: is not a known setting',
      'accounts[1].jukebox.users[0].username: the jukebox user name dj is used twice',
    ].join('; '),
  );
});
