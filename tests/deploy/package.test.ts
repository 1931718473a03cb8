// docs/production.md#install
import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { GatewayProcess, TricordProcess } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';

const execute = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LIMIT_MS = 300_000;
const MEGABYTE = 1024 * 1024;
/** Has npm and everything that it starts run this Node. */
const ENV = { ...process.env, PATH: `${join(process.execPath, '..')}:${process.env.PATH}` };

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

test(
  'the npm package runs from an empty folder, by npx and installed, and carries no tools',
  async () => {
    const cwd = folder.path;
    await execute(process.execPath, ['tools/release/package.ts', cwd], { cwd: ROOT });
    const [tarball = ''] = await readdir(cwd);
    expect(tarball).toMatch(/^tricord-.*\.tgz$/);
    expect((await stat(join(cwd, tarball))).size).toBeLessThan(2 * MEGABYTE);

    const spec = `./${tarball}`;
    const byNpx = ['--yes', '--prefer-offline', `--package=${spec}`, 'tricord', '--version'];
    const { stdout } = await execute('npx', byNpx, { cwd, env: ENV });
    expect(tarball).toBe(`tricord-${stdout.trim()}.tgz`);

    const install = ['install', '--no-audit', '--no-fund', '--prefer-offline', spec];
    await execute('npm', install, { cwd, env: ENV });
    const installed = await readdir(join(cwd, 'node_modules'));
    expect(installed).toContain('better-sqlite3');
    for (const tool of ['typescript', 'vitest', 'vite', '@biomejs', 'node']) {
      expect(installed).not.toContain(tool);
    }

    const program = join(cwd, 'node_modules/tricord/tricord.cjs');
    const first = new TricordProcess(['serve', '--data-dir', 'data'], { cwd, program });
    try {
      // The first start listens on the usual ports, which may be in use; either way it has made its configuration.
      await Promise.race([first.waitForOutput(/^Tricord serves/m), first.exited]);
      await first.stop();
      expect(await readdir(join(cwd, 'data'))).toContain('tricord.yaml');
    } finally {
      await first.close();
    }
    const hello = new TricordProcess(['hello'], { cwd, program });
    await hello.exited;
    expect(hello.stdout).toContain('node_modules/tricord/samples/speech-1.wav');

    const config = { http: { port: 0 }, accounts: [{ id: crypto.randomUUID(), name: 'acme' }] };
    const served = await GatewayProcess.start(cwd, config, { program });
    try {
      const [, url = ''] = await served.waitForOutput(/^Tricord serves (http:\S+)/m);
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      expect((await fetch(`${url}/ari/ping`)).status).toBe(401);
      await served.stop();
      expect(await served.exited).toBe(0);
    } finally {
      await served.close();
    }
  },
  LIMIT_MS,
);
