import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { DEFAULT_SETTINGS } from '@tricord/core';
import { ACCOUNT_ID, testConfig } from '@tricord/lab';
import { Runtime } from '@tricord/runtime';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configSchema } from '../config.ts';
import { runTricord } from './program.ts';
import type { Terminal } from './terminal.ts';

const OTHER = '820796a0-8ee9-4350-83bd-2d07a3121f1e';
const DAY_MS = 24 * 60 * 60 * 1000;

let folder: TemporaryFolder;
let runtime: Runtime;
beforeEach(async () => {
  folder = await temporaryFolder();
  // The gateway is at work, and keeps everything.
  const config = configSchema.parse(testConfig(join(folder.path, 'data')));
  runtime = await Runtime.open(config, pino({ level: 'silent' }), []);
  await store(1, ACCOUNT_ID);
  await store(2, ACCOUNT_ID, { directoryNumber: '101', deviceName: 'SEP1' });
  await store(3, OTHER);
});
afterEach(async () => {
  await runtime.close();
  await folder.close();
});

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A recording of the n-th day of 1970, with n times 100 bytes of audio. */
async function store(n: number, accountId: string, line = {}): Promise<void> {
  const at = n * DAY_MS;
  await runtime.core.catalog.recordings.insert({
    id: idOf(n),
    accountId,
    name: `call ${n}`,
    target: { kind: 'session', sessionId: idOf(9000) },
    call: { line, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'test' },
    state: 'done',
    muted: false,
    createdAt: at,
    updatedAt: at,
    pausedMs: 0,
    skippedMs: 0,
    media: {
      ...{ durationMs: 1, sampleRateHz: 8000, channels: 1, gaps: [] },
      ...{ bytes: n * 100, sha256: '0'.repeat(64) },
    },
  });
}

/** What the command says of a configuration that no gateway uses yet. */
async function preview(maxAgeDays: number, ...args: string[]) {
  const file = join(folder.path, 'new.yaml');
  const retention = { maxAgeDays };
  const accounts = [
    { id: ACCOUNT_ID, name: 'acme', retention },
    { id: OTHER, name: 'other', retention },
  ];
  await writeFile(file, JSON.stringify({ dataDir: 'data', accounts }));
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const terminal = { stdin: new PassThrough(), stdout, stderr, env: {} } as unknown as Terminal;
  const code = await runTricord(['retention', 'preview', '--config', file, ...args], terminal);
  const text = (stream: PassThrough) => String(stream.read() ?? '');
  return { code, lines: text(stdout).split('\n').slice(0, -1), stderr: text(stderr) };
}

const FIRST = `${idOf(1)}  1970-01-02T00:00:00.000Z  done  -  -  100 bytes  call 1`;

test('lists what new settings would delete beside a gateway with the old ones, and sums it up', async () => {
  expect(await preview(90)).toEqual({
    code: 0,
    lines: [
      FIRST,
      `${idOf(2)}  1970-01-03T00:00:00.000Z  done  101  SEP1  200 bytes  call 2`,
      'acme: 2 recordings with 300 bytes of audio would be deleted.',
      `${idOf(3)}  1970-01-04T00:00:00.000Z  done  -  -  300 bytes  call 3`,
      'other: 1 recording with 300 bytes of audio would be deleted.',
    ],
    stderr: '',
  });
  expect((await preview(36_500)).lines).toEqual([
    'acme: 0 recordings with 0 bytes of audio would be deleted.',
    'other: 0 recordings with 0 bytes of audio would be deleted.',
  ]);
});

test('lists one account, and no more than it is asked for', async () => {
  expect((await preview(90, '--account', 'acme', '--limit', '1')).lines).toEqual([
    FIRST,
    'acme: 2 recordings with 300 bytes of audio would be deleted.',
  ]);
  expect(await preview(90, '--account', 'nobody')).toEqual({
    code: 2,
    lines: [],
    stderr: 'tricord: no account is called nobody; there are: acme, other\n',
  });
});
