import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '@tricord/core';
import { configSchema } from '@tricord/gateway';
import { ACCOUNT_ID, TricordProcess, testConfig } from '@tricord/lab';
import { Runtime, readRestoration, restoreDataFolder, verifyDataFolder } from '@tricord/runtime';
import { randomOf, type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';

const ROUNDS = 8;
const FILE_BYTES = 50_000;
/** Slow enough that a kill often comes while audio is copied. */
const SLOWLY = ['--max-rate', '2', '--keep', '2'];
/** Differs in each run; the tests' names have it. */
const SEED = Date.now() % 1_000_000;
const SILENT = { begun: () => undefined, progressed: () => undefined, found: () => undefined };
const NEVER = new AbortController().signal;

let folder: TemporaryFolder;
let runtime: Runtime;
let backups: string;
let random: () => number;
let stored: string[];
beforeEach(async () => {
  folder = await temporaryFolder();
  backups = join(folder.path, 'backups');
  random = randomOf(SEED);
  stored = [];
  const config = testConfig(join(folder.path, 'data'));
  await writeFile(join(folder.path, 'tricord.yaml'), JSON.stringify(config), { mode: 0o600 });
  // The gateway is at work.
  runtime = await Runtime.open(configSchema.parse(config), pino({ level: 'silent' }), []);
});
afterEach(async () => {
  await runtime.close();
  await folder.close();
});

async function store(count: number): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    const id = crypto.randomUUID();
    const { media, catalog } = runtime.core;
    async function* sound() {
      yield Buffer.alloc(FILE_BYTES, id);
    }
    const audio = await media.write(id, sound());
    await catalog.recordings.insert({
      id,
      accountId: ACCOUNT_ID,
      name: id,
      target: { kind: 'session', sessionId: id },
      call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
      settings: DEFAULT_SETTINGS,
      origin: { via: 'test' },
      state: 'done',
      muted: false,
      ...{ createdAt: 1, updatedAt: 1, pausedMs: 0, skippedMs: 0 },
      media: { durationMs: 1, sampleRateHz: 8000, channels: 1, gaps: [], ...audio },
    });
    stored.push(id);
  }
}

async function deleteSome(count: number): Promise<void> {
  for (const id of stored.splice(0, count)) {
    await runtime.core.catalog.recordings.remove(ACCOUNT_ID, id, []);
    await runtime.core.media.delete(id);
  }
}

/** Starts a command and kills it at a random moment, often while it copies. */
async function killed(...args: string[]): Promise<void> {
  const command = new TricordProcess(args, { cwd: folder.path });
  const copying = command.waitForLog(/copied/).catch(() => undefined);
  if (random() < 0.7) await copying;
  await new Promise((resolve) => setTimeout(resolve, random() * 1000));
  await command.close();
}

async function run(...args: string[]): Promise<string> {
  const command = new TricordProcess(args, { cwd: folder.path });
  expect([await command.exited, command.stderr]).toEqual([0, expect.any(String)]);
  return command.stdout;
}

const snapshots = async () => (await readdir(join(backups, 'snapshots'))).sort();

/** Checks that a folder holds exactly what its catalog names. @returns the number of its recordings */
async function verified(dataDir: string): Promise<number> {
  const options = { lengthsOnly: false, restart: true, signal: NEVER };
  const { findings, recordings, keys } = await verifyDataFolder({ dataDir }, options, SILENT);
  expect([findings, keys]).toEqual([0, recordings]);
  return recordings;
}

/** Restores every complete snapshot, and checks it. */
async function restoreAll(into: string): Promise<void> {
  for (const snapshot of await snapshots()) {
    if (snapshot.endsWith('.incomplete')) continue;
    const dataDir = join(folder.path, `${into}-${snapshot}`);
    const options = { folder: backups, snapshot, dataDir, signal: NEVER };
    const { manifest, damaged } = await restoreDataFolder(options, SILENT);
    expect([manifest.damaged, damaged]).toEqual([[], []]);
    expect(await verified(dataDir)).toBe(manifest.recordings);
  }
}

test(`kill -9 of a backup, ${ROUNDS} times: complete snapshots stay whole, and the next backup completes (seed ${SEED})`, async () => {
  await store(40);
  for (let round = 0; round < ROUNDS; round += 1) {
    await killed('backup', backups, ...SLOWLY);
    if (round % 3 === 2) await restoreAll(`round${round}`);
    await store(8);
    await deleteSome(5);
  }
  await run('backup', backups, '--keep', '2');
  const names = await snapshots();
  expect(names.filter((name) => name.endsWith('.incomplete'))).toEqual([]);
  expect(names.length).toBeLessThanOrEqual(2);
  expect(await readdir(join(backups, 'media', 'tmp'))).toEqual([]);
  await restoreAll('last');
  expect(await verified(join(folder.path, `last-${names.at(-1)}`))).toBe(stored.length);
}, 300_000);

test(`kill -9 of a restore, 4 times: the same command completes it (seed ${SEED})`, async () => {
  await store(150);
  await run('backup', backups, '--max-rate', '1000');
  const args = ['restore', backups, '--data-dir', 'restored'];
  const restored = join(folder.path, 'restored');
  const isRestored = async () => (await readRestoration(restored))?.isComplete === true;
  for (let round = 0; round < 4; round += 1) {
    await killed(...args);
    if (await isRestored()) break;
  }
  if (!(await isRestored())) await run(...args);
  expect(await verified(restored)).toBe(stored.length);
}, 300_000);
