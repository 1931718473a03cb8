// docs/production.md#systemd, docs/backup.md#every-night
import { execFile, spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '@tricord/testkit';
import { expect, test } from 'vitest';
import { adapted } from '../support/page-files.ts';

const UNITS = ['tricord.service', 'tricord-backup.service', 'tricord-backup.timer'];
const FOLDER = new URL('../../deploy/systemd/', import.meta.url);
const execute = promisify(execFile);
const hasSystemd = spawnSync('systemd-analyze', ['--version']).error === undefined;

test.skipIf(!hasSystemd)(
  `systemd accepts the units without a warning${hasSystemd ? '' : ' (skipped: there is no systemd-analyze)'}`,
  async () => {
    const folder = await temporaryFolder();
    try {
      // systemd checks that the command exists.
      const files = UNITS.map((name) => join(folder.path, name));
      for (const [i, file] of files.entries()) {
        const unit = await readFile(new URL(UNITS[i] ?? '', FOLDER), 'utf8');
        const changes = file.endsWith('.timer') ? {} : { '/usr/bin/tricord': process.execPath };
        await writeFile(file, adapted(unit, changes));
      }
      const { stdout, stderr } = await execute('systemd-analyze', ['verify', '--man=no', ...files]);
      expect(stdout + stderr).not.toMatch(/tricord/);
    } finally {
      await folder.close();
    }
  },
);
