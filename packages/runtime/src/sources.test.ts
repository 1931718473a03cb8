import { createHmac } from 'node:crypto';
import { MediaStreamsCaller } from '@tricord/callers';
import { findSession, hangUp } from '@tricord/core';
import { hashSecret } from '@tricord/http-kit';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Runtime } from './runtime.ts';
import { SystemClock } from './system-clock.ts';
import { type ConfigInput, configSchema } from './testing/neutral-config.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const OTHER = '820796a0-8ee9-4350-83bd-2d07a3121f1e';
const CALL = 'fbd4f5a1-6a5a-4ae3-86c8-3f57a9e3ba38';
const LOGGER = pino({ level: 'silent' });

let folder: TemporaryFolder;
let runtime: Runtime;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await runtime.close();
  await folder.close();
});

async function open(sources: ConfigInput['sources']): Promise<Runtime> {
  const config = configSchema.parse({
    dataDir: folder.path,
    http: { port: 0 },
    accounts: [
      { id: ACME, name: 'acme' },
      { id: OTHER, name: 'other' },
    ],
    sources,
  });
  runtime = await Runtime.open(config, LOGGER, []);
  return runtime;
}

const call = (
  { url }: Runtime,
  path: string,
  token?: string,
  callSid = CALL,
  customParameters: Readonly<Record<string, string>> = {},
) =>
  MediaStreamsCaller.open({
    url: `${url.replace('http', 'ws')}${path}`,
    callSid,
    customParameters,
    clock: new SystemClock(),
    ...(token === undefined ? {} : { token }),
  });

function sessionStarted(): Promise<string> {
  return new Promise((resolve) => {
    const stop = runtime.core.events.subscribe((event) => {
      if (event.type !== 'session.started') return;
      stop();
      resolve(event.accountId);
    });
  });
}

describe('sources on the HTTP port', () => {
  test('a Media Stream with the right token becomes a session of its account', async () => {
    const opened = await open({
      mediaStreams: [{ path: '/streams', account: 'other', token: await hashSecret('secret') }],
    });
    await expect(call(opened, '/streams', 'wrong')).rejects.toThrow('401');
    await expect(call(opened, '/nowhere', 'secret')).rejects.toThrow('404');
    const started = sessionStarted();
    const caller = await call(opened, '/streams', 'secret');
    expect(await started).toBe(OTHER);
    // Closing does not wait for the peer to hang up.
    await opened.close();
    await caller.closed;
  });

  test('a Media Stream may show its token as a parameter, because Twilio sends no header', async () => {
    const token = await hashSecret('secret');
    const opened = await open({ mediaStreams: [{ path: '/streams', account: 'other', token }] });
    for (const customParameters of [{}, { token: 'wrong' }, { Token: 'secret' }]) {
      const caller = await call(opened, '/streams', undefined, CALL, customParameters);
      expect(await caller.closed).toBe(1008);
    }
    const started = sessionStarted();
    const parameters = { token: 'secret', queue: 'sales' };
    const caller = await call(opened, '/streams', undefined, CALL, parameters);
    expect(await started).toBe(OTHER);
    const { call: details } = await findSession(opened.core, OTHER, CALL);
    expect(details.metadata).toEqual({ queue: 'sales' });
    await caller.hangUp();
  });

  test('a Media Stream may be signed by its vendor instead', async () => {
    const opened = await open({
      mediaStreams: [{ path: '/streams', account: 'acme', signingKey: 'twilio-auth-token' }],
    });
    const dial = (key: string) => {
      const url = `${opened.url.replace('http', 'ws')}/streams/`;
      const signed = createHmac('sha1', key).update(url.replace('ws:', 'wss:'));
      return MediaStreamsCaller.open({
        url,
        callSid: CALL,
        headers: { 'X-Twilio-Signature': signed.digest('base64') },
        clock: new SystemClock(),
      });
    };
    await expect(dial('another-key')).rejects.toThrow('401');
    await expect(call(opened, '/streams')).rejects.toThrow('401');
    const started = sessionStarted();
    const caller = await dial('twilio-auth-token');
    expect(await started).toBe(ACME);
    await caller.hangUp();
  });

  test('hangs up a call, which is over once the peer answers', async () => {
    const opened = await open({ mediaStreams: [{ path: '/streams', account: 'acme' }] });
    const started = sessionStarted();
    const caller = await call(opened, '/streams');
    await started;
    const { core } = runtime;
    await hangUp(core, ACME, CALL);
    expect(await findSession(core, ACME, CALL)).toMatchObject({ state: 'ended' });
    await caller.closed;
    await expect(hangUp(core, ACME, CALL)).rejects.toMatchObject({ code: 'session-not-live' });
  });

  test('a call whose stream broke off waits for its peer, but does not delay a shutdown', async () => {
    const opened = await open({ mediaStreams: [{ path: '/streams', account: 'acme' }] });
    const started = sessionStarted();
    const caller = await call(opened, '/streams');
    await started;
    await caller.drop();
    const again = await call(opened, '/streams');
    again.dtmf('1');
    const { core } = runtime;
    await new Promise<void>((resolve) => {
      core.events.subscribe(({ type }) => {
        if (type === 'session.dtmf') resolve();
      });
    });
    await again.drop();
    const began = Date.now();
    await opened.close();
    expect(Date.now() - began).toBeLessThan(4000);
  });

  test('each listener of a kind has an account of its own', async () => {
    const opened = await open({
      audiosocket: [
        { port: 0, account: 'acme' },
        { port: 0, account: 'other' },
      ],
      mediaStreams: [
        { path: '/a', account: 'acme' },
        { path: '/b', account: 'other' },
      ],
    });
    expect(new Set(opened.sources.audioSocketPorts).size).toBe(2);
    for (const [path, account] of [
      ['/b', OTHER],
      ['/a', ACME],
    ] as const) {
      const started = sessionStarted();
      const caller = await call(opened, path, undefined, `${account}-call`);
      expect(await started).toBe(account);
      await caller.hangUp();
    }
  });

  test('dials with the source of the account that allows the host', async () => {
    await open({
      asteriskWebsocket: [
        { path: '/a', account: 'acme', dialHosts: ['a.invalid'] },
        { path: '/b', account: 'acme', dialHosts: ['127.0.0.1:1'] },
        { path: '/c', account: 'other', dialHosts: ['b.invalid'] },
      ],
    });
    const dial = (url: string) => runtime.sources.dial(ACME, { url });
    await expect(dial('ws://127.0.0.1:1/media/x')).rejects.toThrow('cannot be reached');
    await expect(dial('ws://b.invalid/media/x')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(dial('nowhere')).rejects.toMatchObject({ code: 'invalid-argument' });
  });

  test('dials only for the account of the source, and only configured hosts', async () => {
    await open({ asteriskWebsocket: [{ account: 'acme', dialHosts: ['pbx.example'] }] });
    const url = 'ws://127.0.0.1:8088/media/x';
    await expect(runtime.sources.dial(OTHER, { url })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(runtime.sources.dial(ACME, { url })).rejects.toThrow('127.0.0.1:8088');
  });
});
