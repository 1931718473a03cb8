import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolder } from './data-folder.ts';

let temporary: TemporaryFolder;
let holder: ChildProcess | undefined;
beforeEach(async () => {
  temporary = await temporaryFolder();
});
afterEach(() => {
  holder?.kill('SIGKILL');
  return temporary.close();
});

test('creates the folder for its owner only', async () => {
  const path = join(temporary.path, 'a', 'b');
  const folder = await DataFolder.open(path);
  expect((await stat(path)).mode & 0o777).toBe(0o700);
  folder.close();
  folder.close();
});

test('allows one holder at a time, and the next one after it has closed', async () => {
  const first = await DataFolder.open(temporary.path);
  await expect(DataFolder.open(temporary.path)).rejects.toThrow(
    `the data folder is used by another process (pid ${process.pid}): ${temporary.path}/tricord.lock`,
  );
  first.close();
  const second = await DataFolder.open(temporary.path);
  second.close();
});

test('the lock of a process that was killed is free', async () => {
  const script = join(temporary.path, 'holder.mjs');
  const database = import.meta.resolve('better-sqlite3');
  await writeFile(
    script,
    `import Database from ${JSON.stringify(database)};
     const lock = new Database(process.argv[2]);
     lock.exec('CREATE TABLE owner (pid INTEGER); INSERT INTO owner VALUES (4711); BEGIN IMMEDIATE');
     process.send('locked');
     // An unreferenced database is garbage-collected, and its lock is released.
     setInterval(() => lock.open, 1000);`,
  );
  holder = fork(script, [join(temporary.path, 'tricord.lock')], { execArgv: [] });
  await once(holder, 'message');
  await expect(DataFolder.open(temporary.path)).rejects.toThrow(/\(pid 4711\)/);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  const folder = await DataFolder.open(temporary.path);
  folder.close();
});

test.each([
  ['file', 'it is a file'],
  ['file/below', 'a part of the path is a file'],
])('a folder that cannot be created is reported in one line: %s', async (name, why) => {
  await writeFile(join(temporary.path, 'file'), '');
  const path = join(temporary.path, name);
  await expect(DataFolder.open(path)).rejects.toMatchObject({
    name: 'StartError',
    message: `cannot write to the data folder ${path}: ${why}`,
  });
});

test.runIf(process.platform === 'linux')(
  'a folder that a file system does not take is reported in one line, and nothing goes on trying',
  async () => {
    await expect(DataFolder.open('/proc/nope/data')).rejects.toThrow(
      'cannot write to the data folder /proc/nope/data: the file system takes no folder there',
    );
  },
);

test('a damaged lock file is reported in one line', async () => {
  await writeFile(join(temporary.path, 'tricord.lock'), 'x'.repeat(4096));
  await expect(DataFolder.open(temporary.path)).rejects.toThrow(/lock file is damaged/);
});
