import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beginSession, expectSession, Replaceable, startRecording } from '@tricord/core';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CloseStack } from './close-stack.ts';
import { openParts, type Parts } from './open-parts.ts';
import type { OpenStoresOptions } from './open-stores.ts';
import { type ConfigInput, configSchema } from './testing/neutral-config.ts';

const ACCOUNT = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const CALL = '43bb71ee-553f-4074-bb20-8e2747647cce';

let folder: TemporaryFolder;
let opened: CloseStack;
beforeEach(async () => {
  folder = await temporaryFolder();
  opened = new CloseStack();
});
afterEach(async () => {
  await opened.close();
  await folder.close();
});

function open(changes: Partial<ConfigInput> = {}, options: OpenStoresOptions = {}): Promise<Parts> {
  const config = configSchema.parse({
    dataDir: join(folder.path, 'data'),
    accounts: [{ id: ACCOUNT, name: 'acme' }],
    sources: { audiosocket: [{ port: 0 }] },
    ...changes,
  });
  return openParts(new Replaceable(config), pino({ level: 'silent' }), opened, () => [], options);
}

async function insertLiveSession({ core }: Parts): Promise<void> {
  const session = beginSession(expectSession(CALL, ACCOUNT, {}, 1), 'audiosocket', ['remote'], 2);
  await core.catalog.sessions.insert(session);
}

test('opens everything, and is ready', async () => {
  const { sources, checks, registry } = await open();
  expect(sources.audioSocketPorts).toEqual([]);
  await sources.listen();
  expect(sources.audioSocketPorts).toEqual([expect.any(Number)]);
  for (const check of Object.values(checks)) expect(await check()).not.toHaveProperty('failure');
  expect(await checks.recorder?.()).toEqual({
    numbers: {
      ...{ liveRecordings: 0, waitingCalls: 0, loopDelayMs: 0, maxLoopDelayMs: 250 },
      ...{ freeBytes: expect.any(Number), minFreeBytes: 100 * 2 ** 20 },
    },
  });
  expect(await registry.metrics()).toContain('tricord_sessions_live{source="audiosocket"} 0');
});

test('labelled counters start at 0 for each known label, so that the first event is seen as a rise', async () => {
  const { sources, registry } = await open({ sources: { mediaStreams: [{}] } });
  await sources.listen();
  const text = await registry.metrics();
  for (const series of [
    'tricord_sessions_started_total{source="media-streams"}',
    'tricord_audio_received_bytes_total{source="media-streams"}',
    'tricord_streams_refused_total{source="media-streams",reason="malformed"}',
    'tricord_stream_anomalies_total{source="media-streams",kind="internal"}',
    'tricord_recordings_ended_total{result="failed"}',
    'tricord_recordings_refused_total{reason="space"}',
    'tricord_gap_seconds_total{reason="back-pressure"}',
    'tricord_media_checked_total{result="changed"}',
    'tricord_archive_media_bytes{account="acme"}',
  ]) {
    expect(text).toContain(`${series} 0\n`);
  }
  expect(text).toMatch(/tricord_build_info\{version="\d+\.\d+\.\d+",node="\d+\..*\} 1\n/);
});

test('sessions that were live at a crash are ended by the next start', async () => {
  await insertLiveSession(await open());
  await opened.close();
  const { core } = await open();
  expect(await core.catalog.sessions.get(ACCOUNT, CALL)).toMatchObject({ state: 'ended' });
});

test('an account sets which side of its calls is the left channel in stereo', async () => {
  const other = '820796a0-8ee9-4350-83bd-2d07a3121f1e';
  const accounts = [
    { id: ACCOUNT, name: 'acme' },
    { id: other, name: 'other', recording: { stereo: 'local-left' as const } },
  ];
  const { recordingDefaults } = (await open({ accounts, sources: {} })).core;
  expect([ACCOUNT, other].map((id) => recordingDefaults(id).stereo)).toEqual([
    'remote-left',
    'local-left',
  ]);
});

test('without a source, nothing listens', async () => {
  const { sources } = await open({ sources: {} });
  await sources.listen();
  expect(sources.audioSocketPorts).toEqual([]);
});

test('once drained, it is not ready and refuses new recordings', async () => {
  const parts = await open();
  const { core, checks, recorder } = parts;
  await insertLiveSession(parts);
  await recorder.drain();
  expect(await checks.recorder?.()).toMatchObject({ failure: 'the recorder is shutting down' });
  await expect(
    startRecording(
      { ...core, actor: { via: 'test' } },
      { accountId: ACCOUNT, target: { sessionId: CALL }, origin: { via: 'native' } },
    ),
  ).rejects.toMatchObject({ code: 'recorder-draining' });
});

test('is not ready when audio cannot be stored', async () => {
  const { checks } = await open();
  const media = join(folder.path, 'data', 'media');
  await rename(media, `${media}-gone`);
  expect(await checks.media?.()).toEqual({
    failure: 'the folder of the audio cannot be written (ENOENT)',
  });
  await rename(`${media}-gone`, media);
  expect(await checks.media?.()).toEqual({});
});

test('what was opened before without a call opens again', async () => {
  for (let start = 0; start < 2; start += 1) {
    const { checks } = await open();
    expect(await checks.catalog?.()).toEqual({});
    await opened.close();
    opened = new CloseStack();
  }
});

test('an empty catalog beside audio is no fresh beginning, unless that is wanted', async () => {
  const { core } = await open();
  await insertLiveSession({ core } as Parts);
  await core.media.write(
    CALL,
    (async function* () {
      yield new Uint8Array(100);
    })(),
  );
  await opened.close();
  // With its catalog, audio is nothing to wonder about.
  opened = new CloseStack();
  await open();
  await opened.close();
  const data = join(folder.path, 'data');
  for (const suffix of ['', '-wal', '-shm'])
    await rm(join(data, `catalog.db${suffix}`), { force: true });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    opened = new CloseStack();
    await expect(open()).rejects.toThrow(
      `the catalog ${join(data, 'catalog.db')} is empty, but ${join(data, 'media')} holds audio: restore the catalog, ` +
        'or start with --accept-empty-catalog to begin afresh',
    );
    await opened.close();
  }
  opened = new CloseStack();
  const { checks } = await open({}, { acceptEmptyCatalog: true });
  expect(await checks.catalog?.()).toEqual({});
});
