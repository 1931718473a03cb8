import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CredentialVerifier } from '@tricord/http-kit';
import { TricordProcess, testConfig } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.close());

async function run(
  args: readonly string[],
  options: { input?: string; env?: Record<string, string> } = {},
) {
  const tricord = new TricordProcess(args, { cwd: folder.path, ...options });
  const code = await tricord.exited;
  return { code, stdout: tricord.stdout, stderr: tricord.stderr };
}

async function configFile(content: string): Promise<string> {
  const file = join(folder.path, 'tricord.yaml');
  await writeFile(file, content, { mode: 0o600 });
  return file;
}

test('config check: an invalid configuration shows every problem with its line, in order, and exits 2', async () => {
  const file = await configFile(`
http: { port: 99999 }
accounts:
  - { id: nonsense, name: acme, api: { keys: [{ key: "\${API_KEY}" }] } }
log: { level: loud }
`);
  expect(await run(['config', 'check'])).toEqual({
    code: 2,
    stdout: '',
    stderr: [
      `${file}:2: http.port: must be at most 65535`,
      `${file}:4: accounts[0].api.keys[0].key: environment variable API_KEY is not set`,
      `${file}:4: accounts[0].id: must be a UUID`,
      `${file}:5: log.level: must be one of fatal, error, warn, info, debug, trace, silent`,
      '',
    ].join('\n'),
  });
});

test('config check: a valid one is summarized, and nothing is created', async () => {
  const file = await configFile(JSON.stringify(testConfig('kept')));
  expect(await run(['config', 'check', '--config', 'tricord.yaml'])).toEqual({
    code: 0,
    stdout: `${file} is good: account acme; HTTP on 127.0.0.1:0; AudioSocket on 127.0.0.1:0; data in ${folder.path}/kept\n`,
    stderr: '',
  });
  await expect(readFile(join(folder.path, 'kept'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test('config check: names of the configuration cannot command the terminal', async () => {
  const { accounts, ...rest } = testConfig('a\u001b[2Jb');
  const named = accounts.map((account) => ({ ...account, name: 'ac\nme' }));
  const sources = { audiosocket: [] };
  await configFile(JSON.stringify({ ...rest, accounts: named, sources }));
  const { code, stdout } = await run(['config', 'check']);
  expect(code).toBe(0);
  expect(stdout).toContain('account ac\\u000ame; ');
  expect(stdout).toContain('/a\\u001b[2Jb\n');
});

test('config check: warns of what is open, and exits 0', async () => {
  const open = { http: { host: '0.0.0.0' }, sources: { audiosocket: [{ host: '0.0.0.0' }] } };
  const file = await configFile(JSON.stringify({ ...testConfig('data'), ...open }));
  await chmod(file, 0o644);
  const { code, stdout } = await run(['config', 'check']);
  expect(code).toBe(0);
  expect(stdout.trim().split('\n').slice(1)).toEqual([
    expect.stringMatching(/^warning: sources\.audiosocket\[0\]: everybody/),
    expect.stringMatching(/^warning: accounts\[0\]\.signalwire\.mediaRequiresAuth: everybody/),
    expect.stringMatching(/^warning: the file has plain secrets/),
  ]);
});

test('config check: without any configuration it exits 2 and prints where it looked', async () => {
  const { code, stderr } = await run(['config', 'check']);
  expect(code).toBe(2);
  expect(stderr).toContain(`${folder.path}/tricord.yaml, ${folder.path}/data/tricord.yaml`);
});

test('serve and call: an invalid configuration exits 2, too', async () => {
  const wav = join(folder.path, 'a.wav');
  await writeFile(wav, WAV_OF_A_SAMPLE);
  const env = { TRICORD_CONFIG: await configFile('accounts: []') };
  for (const args of [['serve'], ['call', wav]]) {
    const { code, stderr } = await run(args, { env });
    expect([code, stderr]).toEqual([
      2,
      `${folder.path}/tricord.yaml:1: accounts: must not be empty\n`,
    ]);
  }
});

test('hash: a secret from standard input yields a hash that accepts it', async () => {
  const { code, stdout } = await run(['hash'], { input: 'hunter2\n' });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^scrypt:\S+\n$/);
  const verifier = new CredentialVerifier([
    { username: 'u', secret: stdout.trim(), principal: 'in' },
  ]);
  expect(await verifier.verify('u', 'hunter2')).toBe('in');
  expect(await verifier.verify('u', 'hunter2\n')).toBeUndefined();
});

test('hash: a missing secret is one line and exit code 1', async () => {
  expect(await run(['hash'], { input: '\n' })).toEqual({
    code: 1,
    stdout: '',
    stderr: 'tricord: no secret was given\n',
  });
});

test.each([
  [['call', 'missing.wav'], 'tricord: cannot read missing.wav: there is no such file\n'],
  [['call', 'tricord.yaml'], /^tricord: tricord.yaml cannot be played: [^\n]+\n$/],
])('%j is one line and exit code 1', async (args, message) => {
  await configFile('x');
  const { code, stderr, stdout } = await run(args);
  expect([code, stdout]).toEqual([1, '']);
  if (typeof message === 'string') expect(stderr).toBe(message);
  else expect(stderr).toMatch(message);
});

test.each([
  [['call'], /^tricord: missing required argument 'file'\n/],
  [['call', 'a.wav', '--speed', 'fast'], /^tricord: option '--speed <factor>' argument 'fast'/],
  [['call', 'a.wav', '--speed', '0'], /Give a number above 0, up to 1000\.\n/],
  [['webhooks', 'replay', 'abc'], /^tricord: [^\n]*'abc'[^\n]* It is not a UUID\.\n/],
  [['webhooks', 'replay', '--api', 'http://a', '--key', 'k'], /^tricord: give ids of deliveries/],
  [['webhooks'], /^Usage: tricord webhooks/],
  [['webhooks', 'list', '--key', 'k', '--account', 'acme'], /cannot be used with option/],
  [['webhooks', 'list', '--api', 'nowhere', '--key', 'k'], /^tricord: --api nowhere is not a URL/],
  [['verify', '--dance'], /^tricord: unknown option '--dance'/],
  [['dance'], /^tricord: unknown command 'dance'/],
  [['help', 'dance'], /^tricord: unknown command 'dance'/],
  [['help', 'webhooks', 'dance'], /^tricord: unknown command 'webhooks dance'/],
])('a wrong command line, %j, exits with 2 and says why', async (args, message) => {
  const { code, stderr, stdout } = await run(args);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});

test.each([
  ['--help'],
  ['serve', '--help'],
  ['call', '--help'],
  ['repair', '--help'],
  ['config', '--help'],
  ['help'],
  ['help', 'serve'],
  ['help', 'webhooks', 'list'],
])('%s prints its help', async (...args) => {
  const { code, stdout, stderr } = await run(args);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^Usage: tricord/);
});

test('--version is the version of the package', async () => {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text);
  expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

/** One sample of 8 kHz PCM16. */
const WAV_OF_A_SAMPLE = Buffer.from(
  'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQIAAAABAA==',
  'base64',
);
