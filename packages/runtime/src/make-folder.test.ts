import { stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

let temporary: TemporaryFolder;
beforeEach(async () => {
  temporary = await temporaryFolder();
});
afterEach(() => temporary.close());

test('creates the missing folders for their owner only, and keeps existing ones', async () => {
  const path = join(temporary.path, 'a', 'b', 'c');
  await Promise.all([makeFolder(path), makeFolder(path)]);
  await makeFolder(path);
  for (const folder of [path, join(path, '..'), join(path, '..', '..')]) {
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  }
});

test('fails where a file or a dangling link is in its place, or a part of its path is a file', async () => {
  const file = join(temporary.path, 'file');
  await writeFile(file, '');
  await symlink(join(temporary.path, 'nowhere'), join(temporary.path, 'link'));
  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(temporary.path, 'link'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(file, 'a', 'b'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

test.runIf(process.platform === 'linux')('ends where the system takes no folder', async () => {
  await expect(makeFolder('/proc/nope')).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(makeFolder('/proc/nope/a/b')).rejects.toMatchObject({ code: 'ENOENT' });
});
