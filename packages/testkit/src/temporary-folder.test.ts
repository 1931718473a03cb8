import { access, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

test('a temporary folder is empty, and close deletes it with its content', async () => {
  const folder = await temporaryFolder();
  expect(await readdir(folder.path)).toEqual([]);
  await writeFile(join(folder.path, 'left behind'), 'text');
  await folder.close();
  await folder.close();
  await expect(access(folder.path)).rejects.toThrow('ENOENT');
});
