import { open, rename, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { beginSession, expectSession, startRecording } from '@tricord/core';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Config } from './config/config-form.ts';
import { Runtime } from './runtime.ts';
import { type ConfigInput, configSchema } from './testing/neutral-config.ts';

const ACCOUNT = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const CALL = '43bb71ee-553f-4074-bb20-8e2747647cce';
const LOGGER = pino({ level: 'silent' });

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

function configOf(changes: Partial<ConfigInput> = {}): Config {
  return configSchema.parse({
    dataDir: join(folder.path, 'data'),
    accounts: [{ id: ACCOUNT, name: 'acme' }],
    sources: { audiosocket: [{ port: 0 }] },
    ...changes,
  });
}

async function insertLiveSession({ core }: Runtime): Promise<void> {
  const session = beginSession(expectSession(CALL, ACCOUNT, {}, 1), 'audiosocket', ['remote'], 2);
  await core.catalog.sessions.insert(session);
}

/** Nothing is left of a failed start when the next one finds the folder free. */
async function expectFree(config = configOf()): Promise<void> {
  const runtime = await Runtime.open(config, LOGGER);
  await runtime.close();
}

test('opens everything, is ready, and keeps its data', async () => {
  const first = await Runtime.open(configOf(), LOGGER);
  expect(first.audioSocketPorts).toEqual([]);
  await first.acceptCalls();
  expect(first.audioSocketPorts).toEqual([expect.any(Number)]);
  for (const check of Object.values(first.checks)) expect(await check()).toBe(true);
  expect(await first.registry.metrics()).toContain('tricord_sessions_live 0');
  await insertLiveSession(first);
  await first.close();
  await first.close();

  const second = await Runtime.open(configOf(), LOGGER);
  expect(await second.core.catalog.sessions.get(ACCOUNT, CALL)).toBeDefined();
  expect(second.systemId).toBe(first.systemId);
  expect(second.systemId).toMatch(/^02(:[0-9a-f]{2}){5}$/);
  await second.close();
});

test('sessions that a crash left live are over at the next start', async () => {
  const first = await Runtime.open(configOf(), LOGGER);
  await insertLiveSession(first);
  await first.close();
  const second = await Runtime.open(configOf(), LOGGER);
  expect(await second.core.catalog.sessions.get(ACCOUNT, CALL)).toMatchObject({ state: 'ended' });
  await second.close();
});

test('an account decides which side of its calls is left in stereo', async () => {
  const other = '820796a0-8ee9-4350-83bd-2d07a3121f1e';
  const accounts = [
    { id: ACCOUNT, name: 'acme' },
    { id: other, name: 'other', recording: { stereo: 'local-left' as const } },
  ];
  const runtime = await Runtime.open(configOf({ accounts, sources: {} }), LOGGER);
  const { recordingDefaults } = runtime.core;
  expect([ACCOUNT, other].map((id) => recordingDefaults(id).stereo)).toEqual([
    'remote-left',
    'local-left',
  ]);
  await runtime.close();
});

test('without a source, nothing listens', async () => {
  const runtime = await Runtime.open(configOf({ sources: {} }), LOGGER);
  await runtime.acceptCalls();
  expect(runtime.audioSocketPorts).toEqual([]);
  await runtime.close();
});

test('once drained, it is not ready and takes nothing new', async () => {
  const runtime = await Runtime.open(configOf(), LOGGER);
  await insertLiveSession(runtime);
  await runtime.drain();
  expect(await runtime.checks.recorder?.()).toBe('the recorder is shutting down');
  await expect(
    startRecording(
      { ...runtime.core, actor: { via: 'test' } },
      {
        accountId: ACCOUNT,
        target: { sessionId: CALL },
        origin: { via: 'native' },
      },
    ),
  ).rejects.toMatchObject({ code: 'recorder-draining' });
  await runtime.close();
});

test('is not ready when audio cannot be stored', async () => {
  const runtime = await Runtime.open(configOf(), LOGGER);
  const media = join(folder.path, 'data', 'media');
  await rename(media, `${media}-gone`);
  expect(await runtime.checks.media?.()).toBe(false);
  await rename(`${media}-gone`, media);
  expect(await runtime.checks.media?.()).toBe(true);
  await runtime.close();
});

test('an AudioSocket port in use is one line', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const runtime = await Runtime.open(configOf({ sources: { audiosocket: [{ port }] } }), LOGGER);
  await expect(runtime.acceptCalls()).rejects.toMatchObject({
    name: 'StartError',
    message: `cannot listen on 127.0.0.1:${port} for AudioSocket: the port is in use`,
  });
  server.close();
  await runtime.close();
  await expectFree();
});

test('a catalog of another version is one line, and everything is closed again', async () => {
  await expectFree();
  // The version stands in the header of an SQLite file (https://sqlite.org/fileformat.html, 1.3).
  const patch = async (version: number) => {
    const file = await open(join(folder.path, 'data', 'catalog.db'), 'r+');
    const present = Buffer.alloc(4);
    await file.read(present, 0, 4, 60);
    const wanted = Buffer.alloc(4);
    wanted.writeUInt32BE(version);
    await file.write(wanted, 0, 4, 60);
    await file.close();
    return present.readUInt32BE();
  };
  const known = await patch(9999);
  await expect(Runtime.open(configOf(), LOGGER)).rejects.toThrow(/^[^\n]*another version[^\n]*$/);
  await patch(known);
  await expectFree();
});

test('a media folder that cannot be used is one line, and everything is closed again', async () => {
  await expectFree();
  const media = join(folder.path, 'data', 'media');
  await rm(media, { recursive: true });
  await writeFile(media, '');
  await expect(Runtime.open(configOf(), LOGGER)).rejects.toThrow(/^[^\n]*media[^\n]*$/);
  await rm(media);
  await expectFree();
});
