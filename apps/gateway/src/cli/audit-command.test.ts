import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACCOUNT_ID, testConfig } from '@tricord/lab';
import { Runtime } from '@tricord/runtime';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configSchema } from '../config.ts';
import { runCommand } from '../testing/run-command.ts';

const OTHER = '820796a0-8ee9-4350-83bd-2d07a3121f1e';

let folder: TemporaryFolder;
let runtime: Runtime;
let file: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  const config = testConfig(join(folder.path, 'data'));
  file = join(folder.path, 'tricord.yaml');
  await writeFile(file, JSON.stringify(config));
  runtime = await Runtime.open(configSchema.parse(config), pino({ level: 'silent' }), []);
});
afterEach(async () => {
  await runtime.close();
  await folder.close();
});

async function putDown(count: number, accountId = ACCOUNT_ID): Promise<void> {
  for (let n = 0; n < count; n += 1) {
    await runtime.core.catalog.audit.append({
      at: n,
      accountId,
      actor: { via: 'test' },
      action: 'recording.download',
      details: {},
    });
  }
}

/** The output and the exit code of the command. */
function audit(...args: string[]) {
  const [verb = '', ...rest] = args;
  return runCommand(['audit', verb, '--config', file, ...rest]);
}

test('verify reports that a log is intact, also while a gateway runs, and its end', async () => {
  expect(await audit('verify')).toEqual({ code: 0, out: '', err: '' });
  expect((await audit('verify', '--account', 'acme')).out).toBe('acme: no entries\n');
  await putDown(3);
  const { code, out } = await audit('verify');
  expect(code).toBe(0);
  expect(out).toMatch(/^acme: 3 entries, intact; it ends with 3:[0-9a-f]{64}\n$/);
  const end = /3:[0-9a-f]+/.exec(out)?.[0] ?? '';
  await putDown(2);
  await runtime.close();
  expect(await audit('verify', '--expect', end)).toMatchObject({ code: 0 });
});

test('verify exits with 1 and reports the entry at which a log is broken', async () => {
  await putDown(3);
  const other = `2:${'f'.repeat(64)}`;
  expect(await audit('verify', '--expect', other)).toEqual({
    code: 1,
    out: 'acme: BROKEN at entry 2: it is not the one that was expected; the 1 entry before it is intact\n',
    err: 'tricord: the audit log of acme is broken\n',
  });
  const cut = `9:${'f'.repeat(64)}`;
  expect((await audit('verify', '--expect', cut)).out).toContain(
    'BROKEN at entry 4: it is missing',
  );
});

test('verify requires the end in the printed form, and a single existing account', async () => {
  expect((await audit('verify', '--expect', '3')).err).toContain('seq:hash');
  await putDown(1);
  await putDown(1, OTHER);
  const { out } = await audit('verify');
  expect(out).toMatch(/^acme: 1 entry, intact; .*\n820796a0-.*: 1 entry, intact; .*\n$/);
  const several = await audit('verify', '--expect', `1:${'f'.repeat(64)}`);
  expect(several).toMatchObject({
    code: 2,
    err: `tricord: there are several accounts: name one by --account (acme, ${OTHER})\n`,
  });
  expect(await audit('verify', '--account', 'nobody')).toMatchObject({
    code: 2,
    err: `tricord: no account is called nobody; there are: acme, ${OTHER}\n`,
  });
});

test('list shows the newest entries, for people and as JSON', async () => {
  await putDown(3);
  const { out, err } = await audit('list', '--limit', '2');
  expect(out.split('\n')).toEqual([
    '3  1970-01-01T00:00:00.002Z  Download Recording  test  -  -',
    '2  1970-01-01T00:00:00.001Z  Download Recording  test  -  -',
    '',
  ]);
  expect(err).toBe('There are more than these 2: raise --limit.\n');
  const json = await audit('list', '--json', '--from', '1970-01-01T00:00:00.002Z');
  expect(JSON.parse(json.out)).toMatchObject({ seq: 3, action: 'recording.download' });
  expect(await audit('list', '--user', 'nobody')).toMatchObject({ code: 0, out: 'No entries.\n' });
  expect(await audit('list', '--from', 'yesterday')).toMatchObject({ code: 2 });
  expect(JSON.parse((await audit('verify', '--json')).out)).toMatchObject({
    account: { id: ACCOUNT_ID, name: 'acme' },
    intact: true,
    entries: 3,
  });
});

test('export writes an account’s log as CSV', async () => {
  expect((await audit('export')).err).toBe('tricord: there is no audit log yet\n');
  await putDown(700);
  const { code, out } = await audit('export');
  expect(code).toBe(0);
  const rows = out.split('\r\n');
  expect(rows).toHaveLength(702);
  expect(rows[1]).toMatch(/^1,1970-01-01T00:00:00.000Z,Download Recording,,test,,/);
  await putDown(1, OTHER);
  expect(await audit('export')).toMatchObject({
    code: 2,
    err: expect.stringContaining('name one by --account'),
  });
  expect((await audit('export', '--account', OTHER)).out.split('\r\n')).toHaveLength(3);
});

test('a missing data folder is reported in one line', async () => {
  await writeFile(file, JSON.stringify(testConfig(join(folder.path, 'absent'))));
  const { code, err } = await audit('verify');
  expect(code).toBe(1);
  expect(err).toMatch(/^tricord: Cannot open the catalog .*absent.catalog.db: .*\n$/);
});
