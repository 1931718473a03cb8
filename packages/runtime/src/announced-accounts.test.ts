import { AudioSocketCaller, MediaStreamsCaller } from '@tricord/callers';
import { describeSession, type SessionDescription } from '@tricord/core';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Runtime } from './runtime.ts';
import { SystemClock } from './system-clock.ts';
import { type ConfigInput, configSchema } from './testing/neutral-config.ts';

const ACME = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const OTHER = '820796a0-8ee9-4350-83bd-2d07a3121f1e';
const THIRD = '920796a0-8ee9-4350-83bd-2d07a3121f1e';

let folder: TemporaryFolder;
let runtime: Runtime;
beforeEach(async () => {
  folder = await temporaryFolder();
  const sources: ConfigInput['sources'] = {
    audiosocket: [
      { port: 0, account: 'acme' },
      { port: 0, account: 'other', unknownSessions: 'refuse' },
    ],
    mediaStreams: [
      { path: '/acme', account: 'acme' },
      { path: '/other', account: 'other' },
    ],
  };
  const accounts = [
    { id: ACME, name: 'acme' },
    { id: OTHER, name: 'other' },
    { id: THIRD, name: 'third' },
  ];
  const config = configSchema.parse({ dataDir: folder.path, http: { port: 0 }, accounts, sources });
  runtime = await Runtime.open(config, pino({ level: 'silent' }), []);
});
afterEach(async () => {
  await runtime.close();
  await folder.close();
});

const announce = (accountId: string, id: string, description: SessionDescription = {}) =>
  describeSession(runtime.core, accountId, id, description);

const nextCall = () =>
  new Promise<{ accountId: string; id: string }>((resolve) => {
    runtime.core.events.subscribe((event) => {
      if (event.type === 'session.started') resolve(event.session);
    });
  });

/** Calls the AudioSocket listener of that place in the configuration. @returns whose call it has become. */
async function call(listener: number, uuid: string): Promise<string> {
  const port = runtime.sources.audioSocketPorts[listener] ?? 0;
  const started = nextCall();
  const options = { host: '127.0.0.1', port, uuid, clock: new SystemClock() };
  const caller = await AudioSocketCaller.open(options);
  const { accountId } = await started;
  await caller.hangUp();
  return accountId;
}

async function stream(path: string, callSid: string): Promise<{ accountId: string; id: string }> {
  const url = `${runtime.url.replace('http', 'ws')}${path}`;
  const started = nextCall();
  const caller = await MediaStreamsCaller.open({ url, callSid, clock: new SystemClock() });
  const session = await started;
  await caller.hangUp();
  return session;
}

test('each listener of a source takes calls for its own account', async () => {
  const known = crypto.randomUUID();
  await announce(OTHER, known);
  expect(await call(0, crypto.randomUUID())).toBe(ACME);
  expect(await call(1, known)).toBe(OTHER);
  expect(await stream('/acme', crypto.randomUUID())).toMatchObject({ accountId: ACME });
  expect(await stream('/other', crypto.randomUUID())).toMatchObject({ accountId: OTHER });
});

test('a call that one other account has announced is of that account', async () => {
  const [byUuid, byStream, bySid] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
  const callSid = `CA${'0123456789abcdef'.repeat(2)}`;
  await announce(OTHER, byUuid);
  await announce(ACME, byStream);
  await announce(THIRD, bySid, { externalId: callSid });
  expect(await call(0, byUuid)).toBe(OTHER);
  expect(await stream('/other', byStream)).toMatchObject({ accountId: ACME, id: byStream });
  expect(await stream('/acme', callSid)).toMatchObject({ accountId: THIRD, id: bySid });
  // Also where unannounced calls are refused.
  const refused = crypto.randomUUID();
  await announce(THIRD, refused);
  expect(await call(1, refused)).toBe(THIRD);
});

test('nobody takes a call from the account of the listener that has announced it, or by a guess', async () => {
  const [both, two] = [crypto.randomUUID(), crypto.randomUUID()];
  await announce(OTHER, both);
  await announce(ACME, both);
  expect(await call(0, both)).toBe(ACME);
  await announce(OTHER, two);
  await announce(THIRD, two);
  expect(await call(0, two)).toBe(ACME);
  await announce(OTHER, crypto.randomUUID(), { externalId: 'call-17' });
  expect(await stream('/acme', 'call-17')).toMatchObject({ accountId: ACME });
});
