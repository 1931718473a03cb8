import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Creates the folder of one run of Asterisk inside the installation, and removes those that killed processes left. */
export async function makeRunFolder(root: string): Promise<string> {
  await removeOrphans(join(root, 'tmp'));
  const folder = await mkdtemp(join(root, 'tmp', `lab-${process.pid}-`));
  for (const name of ['etc', 'lib', 'cache', 'spool/recording', 'run', 'log', 'sounds']) {
    await mkdir(join(folder, name), { recursive: true });
  }
  return folder;
}

async function removeOrphans(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const [, pid] = /^lab-(\d+)-/.exec(name) ?? [];
    if (pid && !existsSync(`/proc/${pid}`)) {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}
