import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACCOUNT_ID, AUTHORIZATION, TricordProcess, testConfig } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: TemporaryFolder;
let serving: TricordProcess | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await serving?.close();
  await folder.close();
});

function start(dialect: string, ...args: string[]): TricordProcess {
  const program = new URL(`../../${dialect}/dist/main.js`, import.meta.url);
  serving = new TricordProcess(args, { cwd: folder.path, program: fileURLToPath(program) });
  return serving;
}

/** A dialect that is served alone does not know the settings of others. */
function configFor(section: 'api' | 'asterisk' | 'imagicle' | 'signalwire'): object {
  const config = testConfig('data', { log: { level: 'silent' } });
  const accounts = config.accounts.map(({ id, name, users, ...account }) => ({
    ...{ id, name, users },
    [section]: account[section] ?? {},
  }));
  return { ...config, accounts };
}

test.each([
  ['asterisk', '/ari/recordings/stored', 200],
  ['native', '/api/v1/recordings', 200],
  ['imagicle', '/fw/Apps/Recorder/WebAPI/LiveRecordings', 200],
  ['signalwire', `/2010-04-01/Accounts/${ACCOUNT_ID}/Recordings/${ACCOUNT_ID}.json`, 404],
] as const)('%s can be served alone', async (dialect, path, status) => {
  const config = configFor(dialect === 'native' ? 'api' : dialect);
  await writeFile(join(folder.path, 'a.yaml'), JSON.stringify(config));
  const server = start(dialect, '--config', 'a.yaml');
  const [, url] = await server.waitForOutput(/^Serving (http:\S+)\n/);
  const headers = { authorization: AUTHORIZATION[dialect] };
  expect((await fetch(`${url}${path}`, { headers })).status).toBe(status);
  expect((await fetch(`${url}${path}`)).status).toBe(401);
  const other = dialect === 'native' ? '/ari/recordings/stored' : '/api/v1/recordings';
  expect((await fetch(`${url}${other}`)).status).toBe(404);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  server.kill('SIGTERM');
  expect([await server.exited, server.stderr]).toEqual([0, '']);
});

test('an invalid configuration exits 2, and an unknown option 1', async () => {
  await writeFile(join(folder.path, 'tricord.yaml'), 'accounts: []');
  const broken = start('imagicle');
  expect([await broken.exited, broken.stderr]).toEqual([
    2,
    `${folder.path}/tricord.yaml:1: accounts: must not be empty\n`,
  ]);
  const unknown = start('imagicle', '--dance');
  expect(await unknown.exited).toBe(1);
  expect(unknown.stderr).toMatch(/^Unknown option '--dance'[^\n]*\n$/);
});
