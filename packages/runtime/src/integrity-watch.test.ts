import { execFileSync } from 'node:child_process';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { AS_RECORDED, DEFAULT_SETTINGS, type Recording } from '@tricord/core';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Runtime } from './runtime.ts';
import { configSchema } from './testing/neutral-config.ts';

const ACCOUNT = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const ID = '43bb71ee-553f-4074-bb20-8e2747647cce';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

test('a runtime refuses damaged audio, logs it once, counts it and marks the recording', async () => {
  const lines: Record<string, unknown>[] = [];
  const logger = pino({ level: 'error' }, { write: (line) => void lines.push(JSON.parse(line)) });
  const dataDir = join(folder.path, 'data');
  const config = configSchema.parse({
    dataDir,
    http: { port: 0 },
    accounts: [{ id: ACCOUNT, name: 'acme' }],
  });
  const runtime = await Runtime.open(config, logger, []);
  const { catalog, media, renditions } = runtime.core;
  async function* sound() {
    yield Buffer.alloc(1000);
  }
  const stored = await media.write(ID, sound());
  const recording: Recording = {
    id: ID,
    accountId: ACCOUNT,
    name: 'call',
    target: { kind: 'session', sessionId: ACCOUNT },
    call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'test' },
    state: 'done',
    muted: false,
    createdAt: 1,
    updatedAt: 1,
    pausedMs: 0,
    skippedMs: 0,
    media: { durationMs: 1, sampleRateHz: 8000, channels: 1, gaps: [], ...stored },
  };
  await catalog.recordings.insert(recording);
  await truncate(execFileSync('find', [dataDir, '-name', ID]).toString().trim(), 999);
  for (let n = 0; n < 2; n += 1) {
    const known = (await catalog.recordings.get(ACCOUNT, ID)) ?? recording;
    await expect(renditions.open(known, AS_RECORDED)).rejects.toMatchObject({
      code: 'media-unreadable',
    });
  }
  expect(await (await fetch(`${runtime.url}/metrics`)).text()).toContain(
    'tricord_media_refused_total{damage="truncated"} 2',
  );
  expect((await catalog.recordings.get(ACCOUNT, ID))?.damage?.kind).toBe('truncated');
  expect(lines).toMatchObject([
    { recording: ID, accountId: ACCOUNT, damage: 'truncated', bytes: 1000, sha256: stored.sha256 },
  ]);
  await runtime.close();
});
