import { globSync } from 'node:fs';
import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tricord/core';
import { ACCOUNT_ID, testConfig } from '@tricord/lab';
import { Runtime } from '@tricord/runtime';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configSchema } from '../config.ts';
import { runCommand } from '../testing/run-command.ts';

let folder: TemporaryFolder;
let runtime: Runtime;
let backups: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  backups = join(folder.path, 'backups');
  const config = testConfig(join(folder.path, 'data'));
  await writeFile(join(folder.path, 'tricord.yaml'), JSON.stringify(config));
  // The gateway is at work.
  runtime = await Runtime.open(configSchema.parse(config), pino({ level: 'silent' }), []);
});
afterEach(async () => {
  await runtime.close();
  await folder.close();
});

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

async function store(n: number): Promise<void> {
  const { media, catalog } = runtime.core;
  async function* sound() {
    yield Buffer.alloc(1000, n);
  }
  const stored = await media.write(idOf(n), sound());
  await catalog.recordings.insert({
    id: idOf(n),
    accountId: ACCOUNT_ID,
    name: `call ${n}`,
    target: { kind: 'session', sessionId: idOf(9000) },
    call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'test' },
    state: 'done',
    muted: false,
    ...{ createdAt: n, updatedAt: n, pausedMs: 0, skippedMs: 0 },
    media: { durationMs: 1, sampleRateHz: 8000, channels: 1, gaps: [], ...stored },
  });
}

/** The output and the exit code of a command. */
function run(...args: string[]) {
  return runCommand(args, { TRICORD_CONFIG: join(folder.path, 'tricord.yaml') });
}

test('a list of snapshots names the damaged ones, and goes on with the others', async () => {
  await store(1);
  const snapshots = [
    await run('backup', backups, '--json'),
    await run('backup', backups, '--json'),
  ];
  const [first, second] = snapshots.map(({ out }) => JSON.parse(out).snapshot);
  await writeFile(join(backups, 'snapshots', first, 'manifest.json'), '{');
  const { code, out } = await run('restore', backups, '--list');
  expect([code, ...out.split('\n')]).toEqual([
    0,
    `${first}  damaged, or of another version: cannot be restored`,
    `${second}  1 recording, 1.0 kB, 0 live`,
    '',
  ]);
});

test('backup and restore say what they did, and which snapshots there are', async () => {
  for (let n = 1; n <= 3; n += 1) await store(n);
  const made = await run('backup', backups);
  expect(made).toEqual({
    code: 0,
    out: expect.stringMatching(
      /^Snapshot (\S+Z) in \S+: 3 recordings, 0 live; copied 3 files, 3\.0 kB\.\n$/,
    ),
    err: expect.stringContaining('copied 3 of 3 files'),
  });
  const again = await run('backup', backups, '--json');
  const { snapshot, copied } = JSON.parse(again.out);
  expect(copied).toEqual({ files: 0, bytes: 0 });
  const list = await run('restore', backups, '--list');
  expect(list.out.split('\n')).toEqual([
    expect.stringMatching(/Z {2}3 recordings, 3\.0 kB, 0 live$/),
    `${snapshot}  3 recordings, 3.0 kB, 0 live`,
    '',
  ]);
  const restored = join(folder.path, 'restored');
  expect(await run('restore', backups, '--data-dir', restored)).toMatchObject({
    code: 0,
    out:
      `Restored ${restored} from snapshot ${snapshot}: 3 recordings, 3.0 kB of audio.\n` +
      'Deliveries (callbacks, webhooks, mail) are held: `tricord webhooks release` sends them, with --drop gives them up.\n',
  });
});

test('what is damaged is named, and the exit code is 1', async () => {
  for (let n = 1; n <= 2; n += 1) await store(n);
  const [path = ''] = globSync(join(folder.path, 'data', 'media', '*', '*', idOf(1)));
  await truncate(path, 10);
  const { code, out, err } = await run('backup', backups, '--keep', '1');
  expect(code).toBe(1);
  expect(out).toContain(`truncated  ${idOf(1)}: not in this backup\n`);
  expect(err).toContain('tricord: the audio of 1 recording is missing or damaged');
  const restored = await run('restore', backups, '--data-dir', join(folder.path, 'restored'));
  expect(restored.code).toBe(1);
  expect(restored.out).toContain(`missing  ${idOf(1)}: restored without audio\n`);
});

test('release decides what happens to held deliveries, once', async () => {
  expect((await run('webhooks', 'release')).out).toBe('No deliveries are held.\n');
  await run('backup', backups);
  const dataDir = join(folder.path, 'restored');
  await run('restore', backups, '--data-dir', dataDir);
  const config = join(folder.path, 'restored.yaml');
  await writeFile(config, JSON.stringify(testConfig(dataDir)));
  expect((await run('webhooks', 'release', '--drop', '--config', config)).out).toBe(
    'Held deliveries are given up, newer ones are sent: within a second, or when the gateway starts.\n',
  );
  expect(JSON.parse(await readFile(join(dataDir, 'restored.json'), 'utf8'))).toMatchObject({
    deliveries: 'drop',
  });
});

test.each([
  [['backup'], 'missing required argument'],
  [['backup', 'b', '--keep', '0'], 'Give a whole number, 1 or more.'],
  [['backup', 'b', '--max-rate', '0'], 'Give megabytes per second'],
  [['restore', 'none', '--data-dir', 'd'], 'cannot use the backup none: there is no such folder'],
  [['restore', 'none'], 'name the folder to restore to by --data-dir'],
])('%j is refused: %s', async (args, why) => {
  const { code, err } = await run(...args);
  expect(code).not.toBe(0);
  expect(err).toContain(why);
});
