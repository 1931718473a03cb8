// docs/production.md#systemd
import { execFile, spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from '@tricord/testkit';
import { expect, test } from 'vitest';
import { adapted } from '../support/page-files.ts';

const UNIT = new URL('../../deploy/systemd/tricord.service', import.meta.url);
const execute = promisify(execFile);
const hasSystemd = spawnSync('systemd-analyze', ['--version']).error === undefined;

test.skipIf(!hasSystemd)(
  `systemd accepts the unit without a warning${hasSystemd ? '' : ' (skipped: there is no systemd-analyze)'}`,
  async () => {
    const folder = await temporaryFolder();
    try {
      // systemd checks that the command exists.
      const unit = adapted(await readFile(UNIT, 'utf8'), { '/usr/bin/tricord': process.execPath });
      const file = join(folder.path, 'tricord.service');
      await writeFile(file, unit);
      const { stdout, stderr } = await execute('systemd-analyze', ['verify', '--man=no', file]);
      expect(stdout + stderr).not.toMatch(/tricord\.service/);
    } finally {
      await folder.close();
    }
  },
);
