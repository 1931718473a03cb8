import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_SETTINGS, type MediaFinding, type Recording } from '@tricord/core';
import { FilesMediaStore } from '@tricord/storage-files';
import { SqliteCatalog } from '@tricord/storage-sqlite';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VerificationNotes, type VerificationProgress } from './verification-notes.ts';
import { type VerifyDataFolderOptions, verifyDataFolder } from './verify-data-folder.ts';

const ACCOUNT = '720796a0-8ee9-4350-83bd-2d07a3121f1e';

let folder: TemporaryFolder;
let dataDir: string;
let catalog: SqliteCatalog;
let media: FilesMediaStore;
beforeEach(async () => {
  folder = await temporaryFolder();
  dataDir = join(folder.path, 'data');
  // They stay open: a gateway may be running.
  catalog = await SqliteCatalog.open({ path: join(dataDir, 'catalog.db') });
  media = await FilesMediaStore.open({ folder: join(dataDir, 'media') });
});
afterEach(async () => {
  await catalog.close();
  await folder.close();
});

const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

async function* soundOf(n: number): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(1000, n);
}

async function store(n: number): Promise<Recording> {
  const stored = await media.write(idOf(n), soundOf(n));
  const recording: Recording = {
    id: idOf(n),
    accountId: ACCOUNT,
    name: `call ${n}`,
    target: { kind: 'session', sessionId: idOf(9000) },
    call: { line: {}, direction: 'unknown', local: {}, remote: {}, metadata: {} },
    settings: DEFAULT_SETTINGS,
    origin: { via: 'test' },
    state: 'done',
    muted: false,
    createdAt: n,
    updatedAt: n,
    pausedMs: 0,
    skippedMs: 0,
    media: { durationMs: 1, sampleRateHz: 8000, channels: 1, gaps: [], ...stored },
  };
  await catalog.recordings.insert(recording);
  return recording;
}

async function damage(n: number): Promise<void> {
  await truncate(await pathOf(n), 10);
}

async function pathOf(n: number): Promise<string> {
  const names = await readdir(join(dataDir, 'media'), { recursive: true });
  return join(dataDir, 'media', names.find((name) => name.endsWith(idOf(n))) ?? 'none');
}

/** Runs a verification, and interrupts it after this many steps. */
async function verify(options: Partial<VerifyDataFolderOptions> & { steps?: number } = {}) {
  const { steps = Number.POSITIVE_INFINITY, ...rest } = options;
  const controller = new AbortController();
  const found: MediaFinding[] = [];
  const seen: VerificationProgress[] = [];
  let begun = {};
  const sum = await verifyDataFolder(
    { dataDir },
    {
      lengthsOnly: false,
      restart: false,
      signal: controller.signal,
      // Nothing writes meanwhile: no grace period is needed.
      clock: {
        after: (_ms, run) => {
          setImmediate(run);
          return { cancel: () => undefined };
        },
      },
      ...rest,
    },
    {
      begun: (of) => {
        begun = of;
      },
      found: (finding) => found.push(finding),
      progressed: (progress) => {
        seen.push(progress);
        if (seen.length > steps) controller.abort();
      },
    },
  );
  return { begun, found: found.map(({ key, kind }) => `${key} ${kind}`), seen, sum };
}

test('finds nothing in an intact folder, changes nothing, and leaves no notes', async () => {
  for (let n = 1; n <= 45; n += 1) await store(n);
  const before = await readdir(dataDir, { recursive: true });
  const { begun, found, sum } = await verify();
  expect(begun).toEqual({ recordings: 45, resumed: false });
  expect(found).toEqual([]);
  expect(sum).toMatchObject({ recordings: 45, keys: 45, findings: 0, complete: true });
  expect(await readdir(dataDir, { recursive: true })).toEqual(before);
});

test('finds damaged and orphaned audio', async () => {
  for (let n = 1; n <= 4; n += 1) await store(n);
  await damage(1);
  await writeFile(await pathOf(2), Buffer.alloc(1000, 99));
  await media.delete(idOf(3));
  await media.write(idOf(77), soundOf(77));
  const { found } = await verify();
  expect(found).toEqual([
    `${idOf(1)} truncated`,
    `${idOf(2)} changed`,
    `${idOf(3)} missing`,
    `${idOf(77)} orphaned`,
  ]);
});

describe('an interrupted verification', () => {
  beforeEach(async () => {
    for (let n = 1; n <= 65; n += 1) await store(n);
    for (const n of [5, 45, 65]) await damage(n);
  });

  test('is resumed: nothing is examined twice, and earlier findings are reported again', async () => {
    const first = await verify({ steps: 2 });
    expect(first.sum).toMatchObject({ recordings: 40, findings: 1, complete: false });
    // What was found intact is not examined again.
    await damage(6);
    const second = await verify();
    expect(second.begun).toMatchObject({ resumed: true });
    expect(second.seen[0]).toMatchObject({ recordings: 40, keys: 0, findings: 1 });
    expect(second.found).toEqual([5, 45, 65].map((n) => `${idOf(n)} truncated`));
    expect(second.sum).toMatchObject({ recordings: 65, keys: 65, findings: 3, complete: true });
    expect((await verify()).sum).toMatchObject({ findings: 4, complete: true });
  });

  test.each([[{ restart: true }], [{ lengthsOnly: true }], [{ accountId: ACCOUNT }]])(
    'starts over with %j',
    async (options) => {
      await verify({ steps: 3 });
      await damage(6);
      const { begun, found, sum } = await verify(options);
      expect(begun).toMatchObject({ resumed: false });
      expect(found).toHaveLength(4);
      expect(sum).toMatchObject({ recordings: 65, findings: 4 });
    },
  );

  test('is not resumed by two processes at once', async () => {
    const path = join(dataDir, 'verify.db');
    const scope = { lengthsOnly: false };
    const other = VerificationNotes.open({ path, scope, restart: false, now: 0 });
    await expect(verify()).rejects.toMatchObject({
      name: 'StartError',
      message: `another verification is running: ${path}`,
    });
    other.close();
    expect((await verify()).sum.complete).toBe(true);
  });

  test('reports damaged notes, and leaves them', async () => {
    const path = join(dataDir, 'verify.db');
    await writeFile(path, 'these are no notes, and longer than a header: '.repeat(10));
    await expect(verify()).rejects.toThrow(
      `the notes of an earlier verification are damaged: delete ${path}`,
    );
    expect(await readFile(path, 'utf8')).toContain('these are no notes');
  });
});

test('notes that cannot be created are reported in one line', async () => {
  await mkdir(join(dataDir, 'verify.db'));
  await expect(verify()).rejects.toMatchObject({
    name: 'StartError',
    message: `cannot write to the data folder ${dataDir}: a folder is in the place of a file`,
  });
});

test('a folder without a catalog or audio is reported in one line', async () => {
  await expect(verifyWith(join(folder.path, 'none'))).rejects.toThrow(/Cannot open the catalog/);
  await catalog.close();
  const alone = join(folder.path, 'alone');
  catalog = await SqliteCatalog.open({ path: join(alone, 'catalog.db') });
  await expect(verifyWith(alone)).rejects.toThrow(/Cannot use the media folder .*ENOENT/);
});

function verifyWith(path: string) {
  dataDir = path;
  return verify();
}
