import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jukeboxSection } from '@tricord/testkit/jukebox';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { neutralForm } from '../testing/neutral-config.ts';
import { configForm } from './config-form.ts';
import { loadConfig } from './load-config.ts';
import { InvalidConfigError } from './problems.ts';

const ID = '720796a0-8ee9-4350-83bd-2d07a3121f1e';
const named = (name: string) => `accounts: [{ id: ${ID}, name: ${name} }]\n`;
const FILES = `http: { tls: { cert: c.pem, key: ../k.pem } }
mail: { host: localhost, from: a@example.com, ca: ca.pem }
`;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tricord-config-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function nameOf(options: { path?: string; env?: Record<string, string> }) {
  const { config } = await loadConfig(neutralForm, { env: {}, ...options, folder });
  return config.accounts[0]?.name;
}

test('looks at the named file, then TRICORD_CONFIG, then ./tricord.yaml, then the data folder', async () => {
  await mkdir(join(folder, 'data'));
  await writeFile(join(folder, 'data', 'tricord.yaml'), named('in-data'));
  expect(await nameOf({})).toBe('in-data');
  await writeFile(join(folder, 'tricord.yaml'), named('here'));
  expect(await nameOf({})).toBe('here');
  await writeFile(join(folder, 'env.yaml'), named('environment'));
  const env = { TRICORD_CONFIG: 'env.yaml' };
  expect(await nameOf({ env })).toBe('environment');
  await writeFile(join(folder, 'option.yaml'), named('option'));
  expect(await nameOf({ env, path: 'option.yaml' })).toBe('option');
});

test('an empty TRICORD_CONFIG counts as none', async () => {
  await writeFile(join(folder, 'tricord.yaml'), named('here'));
  expect(await nameOf({ env: { TRICORD_CONFIG: '' } })).toBe('here');
});

test('relative paths are relative to the file that names them', async () => {
  await mkdir(join(folder, 'etc'));
  await writeFile(join(folder, 'etc', 'a.yaml'), `dataDir: ../var\n${FILES}${named('acme')}`);
  const { config } = await loadConfig(neutralForm, { env: {}, folder, path: 'etc/a.yaml' });
  expect(config.dataDir).toBe(join(folder, 'var'));
  expect(config.http.tls).toEqual({ cert: join(folder, 'etc/c.pem'), key: join(folder, 'k.pem') });
  expect(config.mail?.ca).toBe(join(folder, 'etc/ca.pem'));
});

test('the first start creates a configuration readable by its owner only, and the next start uses it', async () => {
  const form = configForm([jukeboxSection]);
  const first = await loadConfig(form, { env: {}, folder });
  expect(first.generated).toBe(true);
  expect(first.file).toBe(join(folder, 'data', 'tricord.yaml'));
  expect((await stat(first.file)).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
  expect(first.config.dataDir).toBe(join(folder, 'data'));

  const [account] = first.config.accounts;
  expect(first.config.accounts).toHaveLength(1);
  expect(account?.users).toMatchObject([
    { role: 'manager', lines: [{ deviceName: 'SEP123456789ABC', directoryNumber: '101' }] },
  ]);
  expect(first.config.sources.audiosocket).toMatchObject([{ host: '127.0.0.1', port: 9092 }]);
  const secrets = [account?.jukebox.users[0]?.password, account?.users[0]?.password];
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{32}$/);
  expect(new Set(secrets).size).toBe(2);
  expect(await readFile(first.file, 'utf8')).toContain('\n    jukebox: # plays\n      users:\n');

  const second = await loadConfig(form, { env: {}, folder });
  expect(second).toEqual(first);
});

test('two first starts have different secrets', async () => {
  const texts = await Promise.all(
    ['a', 'b'].map(async (dataDir) => {
      const { file } = await loadConfig(neutralForm, { env: {}, folder, first: { dataDir } });
      return readFile(file, 'utf8');
    }),
  );
  expect(texts[0]).not.toBe(texts[1]);
});

test('the first configuration uses the given data folder and address', async () => {
  const first = { dataDir: 'elsewhere', host: '0.0.0.0' };
  const { config, file } = await loadConfig(neutralForm, { env: {}, folder, first });
  expect(file).toBe(join(folder, 'elsewhere', 'tricord.yaml'));
  expect(config.http.host).toBe('0.0.0.0');
  expect(config.sources.audiosocket[0]?.host).toBe('0.0.0.0');
});

test('the first configuration allows callbacks to this machine only while it listens on loopback', async () => {
  const allowed = async (dataDir: string, host?: string) => {
    const first = { dataDir, ...(host === undefined ? {} : { host }) };
    const { config } = await loadConfig(neutralForm, { env: {}, folder, first });
    return config.webhooks.allowPrivate;
  };
  expect(await allowed('local')).toEqual(['127.0.0.0/8', '::1']);
  expect(await allowed('open', '0.0.0.0')).toEqual([]);
});

test.each([
  ['none.yaml', 'there is no such file'],
  ['.', 'is a folder, not a file'],
])('a named file that cannot be read is a problem: %s', async (path, problem) => {
  await expect(loadConfig(neutralForm, { env: {}, folder, path })).rejects.toMatchObject({
    name: 'InvalidConfigError',
    problems: [{ message: problem }],
  });
});

test('a check creates no file', async () => {
  await expect(loadConfig(neutralForm, { env: {}, folder, first: false })).rejects.toBeInstanceOf(
    InvalidConfigError,
  );
  await expect(stat(join(folder, 'data'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a data folder that cannot be written is reported in one line', async () => {
  await writeFile(join(folder, 'data'), '');
  await expect(loadConfig(neutralForm, { env: {}, folder })).rejects.toMatchObject({
    name: 'StartError',
    message: `cannot write to the data folder ${join(folder, 'data')}: it is a file`,
  });
});
