import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SqliteCatalog } from '../sqlite-catalog.ts';
import { copyCatalog } from './copy-catalog.ts';

let folder: TemporaryFolder;
let catalog: SqliteCatalog;
let from: string;
let to: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  [from, to] = [join(folder.path, 'catalog.db'), join(folder.path, 'copy.db')];
  catalog = await SqliteCatalog.open({ path: from });
});
afterEach(async () => {
  await catalog.close();
  await folder.close();
});

function beatsIn(path: string): unknown {
  const db = new SqliteDatabase(path, { readonly: true });
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    return db.prepare('SELECT beats FROM heartbeat').pluck().get();
  } finally {
    db.close();
  }
}

test('the copy is the catalog at one moment, however much is written meanwhile, and writers do not wait', async () => {
  await catalog.check();
  let steps = 0;
  let beats = 0;
  await copyCatalog({
    ...{ from, to },
    pace: () => {
      steps += 1;
      // Each of these changes would make a copy without a transaction start over.
      expect(steps).toBeLessThan(100);
      void catalog.check().then(() => {
        beats += 1;
      });
      return 0;
    },
  });
  expect(steps).toBeGreaterThan(3);
  expect(beats).toBeGreaterThan(3);
  expect(beatsIn(to)).toBe(1);
});

test('the copy is a single file for its owner alone, which is a catalog', async () => {
  await copyCatalog({ from, to });
  expect((await readdir(folder.path)).filter((name) => name.startsWith('copy'))).toEqual([
    'copy.db',
  ]);
  expect((await stat(to)).mode & 0o777).toBe(0o600);
  const opened = await SqliteCatalog.open({ path: to });
  await opened.check();
  await opened.close();
});

test('a copy can be ended between its steps', async () => {
  const pace = () => {
    throw new Error('stopped');
  };
  await expect(copyCatalog({ from, to, pace })).rejects.toThrow('stopped');
});

test('what is no catalog is refused in one line', async () => {
  await expect(copyCatalog({ from: join(folder.path, 'none.db'), to })).rejects.toThrow(
    /^Cannot open the catalog [^\n]+$/,
  );
});
