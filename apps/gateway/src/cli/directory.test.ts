import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GatewayProcess, TricordProcess } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: TemporaryFolder;
let gateway: GatewayProcess;
beforeEach(async () => {
  folder = await temporaryFolder();
  gateway = await GatewayProcess.open(folder.path);
});
afterEach(async () => {
  await gateway.close();
  await folder.close();
});

async function tricord(args: readonly string[], input = '') {
  const options = ['--api', gateway.url, '--key', 'native-key'];
  const command = new TricordProcess([...args, ...options], { cwd: folder.path, input });
  const code = await command.exited;
  return { code, stdout: command.stdout, stderr: command.stderr };
}

async function loginStatus(username: string, password: string): Promise<number> {
  const credentials = Buffer.from(`${username}:${password}`).toString('base64');
  const { status } = await fetch(`${gateway.url}/fw/Apps/Recorder/WebAPI/LiveRecordings`, {
    headers: { authorization: `Basic ${credentials}` },
  });
  return status;
}

test('directory import and export: users are effective at once, and exported as imported', async () => {
  const csv = 'username,role,deviceName,directoryNumber,password\nAnn,manager,SEP1,701,secret\n';
  await writeFile(join(folder.path, 'users.csv'), csv);
  expect(await tricord(['directory', 'import', 'users.csv', '--dry-run'])).toEqual({
    code: 0,
    stdout: '1 user would be imported: 1 new, 0 replaced.\n',
    stderr: '',
  });
  expect(await loginStatus('ann', 'secret')).toBe(401);
  expect((await tricord(['directory', 'import', 'users.csv'])).stdout).toBe(
    '1 user was imported: 1 new, 0 replaced.\n',
  );
  expect(await loginStatus('ANN', 'secret')).toBe(200);

  const json = await tricord(['directory', 'export', '--format', 'json']);
  const line = { deviceName: 'SEP1', directoryNumber: '701' };
  expect(JSON.parse(json.stdout).users).toEqual([
    {
      username: 'Ann',
      role: 'manager',
      lines: [{ ...line, monitorable: true, recordingMode: 'on-demand' }],
    },
  ]);
  const exported = await tricord(['directory', 'export']);
  expect(exported.stdout).toContain('Ann,,,,,,,,,,,,manager,SEP1,701,true,on-demand,,,\r\n');
  const again = await tricord(['directory', 'import', '-', '--format', 'csv'], exported.stdout);
  expect(again.stdout).toBe('1 user was imported: 0 new, 1 replaced.\n');
  expect(await loginStatus('ann', 'secret')).toBe(200);
});

test('directory list: everybody, for people and as JSON', async () => {
  const { stdout } = await tricord(['directory', 'list']);
  expect(stdout).toBe('user1  manager   101  -  configuration\n');
  const json = await tricord(['directory', 'list', '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({ username: 'user1', readOnly: true });
});

test('directory import: errors of the file are reported as file:line, in order', async () => {
  const refused = await tricord(
    ['directory', 'import', '-', '--format', 'csv'],
    'username,role\nann,boss\nuser1,\n',
  );
  expect([refused.code, refused.stdout]).toEqual([1, '']);
  expect(refused.stderr).toMatch(
    /^<stdin>:2: role must be one of recorder, reader, manager\n<stdin>:3: username is a user of the configuration[^\n]*\n$/,
  );
  const users =
    '{"users": [\n  {"username": "user1"},\n  {"username": "bob",\n   "role": "boss"}\n]}\n';
  await writeFile(join(folder.path, 'users.json'), users);
  const json = await tricord(['directory', 'import', 'users.json']);
  expect(json.code).toBe(1);
  expect(json.stderr).toMatch(
    /^users\.json:2: users\[0\]\.username is a user of the configuration[^\n]*\nusers\.json:4: users\[1\]\.role must be one of recorder, reader, manager\n$/,
  );
  for (const [file, code, message] of [
    ['users.txt', 2, 'give --format csv or --format json'],
    ['users.csv', 1, 'cannot read users.csv: there is no such file'],
  ] as const) {
    const failed = await tricord(['directory', 'import', file]);
    expect([failed.code, failed.stderr]).toEqual([code, `tricord: ${message}\n`]);
  }
});
