import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testConfig } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));

let folder: TemporaryFolder;
let npm: ChildProcess | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  // The whole group: also what npm might have left behind.
  if (npm?.pid !== undefined && npm.exitCode === null) process.kill(-npm.pid, 'SIGKILL');
  await folder.close();
});

/** Runs `npm start` in a process group of its own, as a shell does. Resolves once the gateway serves. */
async function start() {
  const file = join(folder.path, 'tricord.yaml');
  await writeFile(file, JSON.stringify(testConfig('data')), { mode: 0o600 });
  const child = spawn('npm', ['start'], {
    cwd: REPOSITORY,
    detached: true,
    env: { ...process.env, TRICORD_CONFIG: file },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  npm = child;
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const exited = once(child, 'exit').then(([code, signal]) => code ?? signal);
  let url: string | undefined;
  while (url === undefined) {
    await Promise.race([once(child.stdout, 'data'), exited]);
    if (child.exitCode !== null) throw new Error(`npm start has ended: ${output}`);
    url = /^Tricord serves (http:\S+)/m.exec(output)?.[1];
  }
  return { child, url, exited, output: () => output };
}

const isServed = (url: string) =>
  fetch(`${url}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );

test('SIGTERM to the process of `npm start` ends the gateway in peace, and npm with it', async () => {
  const { child, url, exited, output } = await start();
  expect(await isServed(url)).toBe(true);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
  expect(output()).toContain('Stopping');
  expect(await isServed(url)).toBe(false);
});

test('Ctrl-C, which the terminal sends to npm and the gateway alike, ends it once and in peace', async () => {
  const { child, url, exited, output } = await start();
  process.kill(-Number(child.pid), 'SIGINT');
  expect(await exited).toBe(0);
  expect(output().match(/Stopping/g)).toHaveLength(1);
  expect(await isServed(url)).toBe(false);
});
