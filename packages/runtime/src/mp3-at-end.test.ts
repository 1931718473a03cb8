import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pcm16ToBytes, wavHeader } from '@tricord/audio';
import { DEFAULT_SETTINGS, type Recording } from '@tricord/core';
import { type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Runtime } from './runtime.ts';
import { configSchema } from './testing/neutral-config.ts';

const ACCOUNT = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const ID = '19e436af-5688-4307-b03b-bdb2b42b8142';
const MP3 = { container: 'mp3', encoding: 'pcm16' } as const;

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

/** A recording that has just ended, with one second of audio in the store. */
async function finishRecording({ core }: Runtime): Promise<Recording> {
  const samples = tone({ frequencyHz: 440, durationMs: 1000 });
  const header = wavHeader(
    { encoding: 'pcm16', channels: 1, sampleRateHz: 8000 },
    samples.byteLength,
  );
  const stored = await core.media.write(
    ID,
    (async function* () {
      yield Buffer.concat([header, pcm16ToBytes(samples)]);
    })(),
  );
  const recording: Recording = {
    id: ID,
    accountId: ACCOUNT,
    name: ID,
    target: { kind: 'session', sessionId: ID },
    call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'test' },
    state: 'done',
    muted: false,
    createdAt: 0,
    updatedAt: 0,
    pausedMs: 0,
    skippedMs: 0,
    media: { durationMs: 1000, sampleRateHz: 8000, channels: 1, gaps: [], ...stored },
  };
  core.events.publish({ type: 'recording.finished', at: 0, accountId: ACCOUNT, recording });
  return recording;
}

test('with renditions.mp3 at-end, the MP3 exists before any request', async () => {
  const dataDir = join(folder.path, 'data');
  const config = configSchema.parse({
    dataDir,
    http: { port: 0 },
    accounts: [{ id: ACCOUNT, name: 'acme' }],
    renditions: { mp3: 'at-end' },
  });
  const runtime = await Runtime.open(config, pino({ level: 'silent' }), []);
  const recording = await finishRecording(runtime);
  // The test's time limit ends this.
  let files: string[] = [];
  while (!files.some((name) => name.endsWith('.mp3'))) {
    files = await readdir(join(dataDir, 'media'), { recursive: true });
  }
  const handle = await runtime.core.renditions.open(recording, MP3);
  expect(handle.bytes).toBeGreaterThan(1000);
  await runtime.close();
});
