import { open, readFile, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { readWav } from '@tricord/audio';
import { AudioSocketCaller } from '@tricord/callers';
import { ACCOUNT_ID, AUTHORIZATION, TricordProcess, testConfig } from '@tricord/lab';
import { SystemClock } from '@tricord/runtime';
import { type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ConfigInput } from '../config.ts';

const SERVES = /^Tricord serves (http:\S+)/m;

let folder: TemporaryFolder;
const started: TricordProcess[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((tricord) => tricord.close()));
  await folder.close();
});

function start(...args: string[]): TricordProcess {
  const tricord = new TricordProcess(args, { cwd: folder.path });
  started.push(tricord);
  return tricord;
}

async function serve(changes: Partial<ConfigInput> = {}): Promise<TricordProcess> {
  const config = testConfig('data', { log: { level: 'silent' }, ...changes });
  await writeFile(join(folder.path, 'tricord.yaml'), JSON.stringify(config));
  return start('serve');
}

async function expectOneLine(tricord: TricordProcess, line: string): Promise<void> {
  const code = await tricord.exited;
  expect([code, tricord.stdout, tricord.stderr]).toEqual([1, '', `tricord: ${line}\n`]);
}

/** Places a call, starts its recording, and plays audio. @returns the path of the recording. */
async function recordCall(to: {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly authorization: string;
}): Promise<string> {
  const { url, host, port, authorization } = to;
  const headers = { authorization, 'content-type': 'application/json' };
  const uuid = '43bb71ee-553f-4074-bb20-8e2747647cce';
  const clock = new SystemClock();
  const caller = await AudioSocketCaller.open({ host, port, uuid, clock });
  const begin = () =>
    fetch(`${url}/api/v1/recordings`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ sessionId: uuid }),
    });
  let begun = await begin();
  while (begun.status !== 201) begun = await begin();
  const { links } = (await begun.json()) as { links: { self: string } };
  const samples = tone({ frequencyHz: 440, durationMs: 2000 });
  await caller.play(samples, { sampleRateHz: 8000, speed: 4 });
  // The audio has arrived once the gateway answers a later request, which the same event loop reads.
  await fetch(url + links.self, { headers });
  return links.self;
}

/** A port in use. */
async function takenPort(): Promise<{ port: number; close: () => void }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

test('serves, says where in one line, and ends at SIGTERM with exit code 0', async () => {
  const tricord = await serve();
  const [, url] = await tricord.waitForOutput(SERVES);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(tricord.stdout).toBe(`Tricord serves ${url} (configuration: tricord.yaml)\n`);
  tricord.kill('SIGTERM');
  expect([await tricord.exited, tricord.stderr]).toEqual([0, '']);
});

test('the warnings of config check are in the log of the start', async () => {
  const tricord = await serve({ sources: {}, log: { level: 'warn' } });
  await tricord.waitForOutput(SERVES);
  tricord.kill('SIGTERM');
  expect(await tricord.exited).toBe(0);
  const lines = tricord.stderr.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', msg: 'configuration: sources: there are none, so no call can come in' },
    { level: 'warn', msg: expect.stringMatching(/^configuration: .*tricord\.yaml/) },
  ]);
});

test('each recording has a line in the log as it starts, and one as it ends', async () => {
  const tricord = await serve({ log: { level: 'info' } });
  const [, url = ''] = await tricord.waitForOutput(SERVES);
  const [, port] = await tricord.waitForLog(/"audioSocketPorts":\[(\d+)\]/);
  const authorization = AUTHORIZATION.native;
  const path = await recordCall({ url, host: '127.0.0.1', port: Number(port), authorization });
  tricord.kill('SIGTERM');
  expect(await tricord.exited).toBe(0);
  const lines = tricord.stderr.trim().split('\n');
  const entries = lines.map((line) => JSON.parse(line) as { msg: string });
  const common = {
    account: 'acme',
    recording: path.split('/').at(-1),
    session: expect.any(String),
    source: 'audiosocket',
    via: 'native',
  };
  expect(entries.filter(({ msg }) => /^recording (started|ended)$/.test(msg))).toMatchObject([
    { ...common, msg: 'recording started', channels: 1 },
    { ...common, msg: 'recording ended', state: 'done', bytes: expect.any(Number) },
  ]);
});

test('the first start creates a configuration and shows how to use it', async () => {
  // Linux accepts all of 127.0.0.0/8, so the default ports are free on another loopback address.
  const host = process.platform === 'linux' ? `127.77.${process.pid % 250}.1` : '127.0.0.1';
  const tricord = start('serve', '--data-dir', 'kept', '--listen', host);
  await tricord.waitForOutput(/by Tricord's own API/);
  await tricord.waitForOutput(/api\/v1\/recordings\/\$ID"\n/);
  expect(tricord.stdout).toContain(`Tricord serves http://${host}:8088`);
  const file = join(folder.path, 'kept', 'tricord.yaml');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const [, key] = /key: "([^"]+)"/.exec(await readFile(file, 'utf8')) ?? [];
  expect(tricord.stdout).toContain(`Authorization: Bearer ${key}`);
  tricord.kill('SIGINT');
  expect(await tricord.exited).toBe(0);

  // Printed again as long as nothing has been recorded.
  const again = start('serve', '--data-dir', 'kept');
  const [, url = ''] = await again.waitForOutput(SERVES);
  await again.waitForOutput(/api\/v1\/recordings\/\$ID"\n/);
  await recordCall({ url, host, port: 9092, authorization: `Bearer ${key}` });
  again.kill('SIGINT');
  expect(await again.exited).toBe(0);

  const later = start('serve', '--data-dir', 'kept');
  await later.waitForOutput(SERVES);
  expect(later.stdout).not.toContain(key);
});

test('hello prints the commands of the first start at any time', async () => {
  const file = join(folder.path, 'tricord.yaml');
  await writeFile(file, JSON.stringify(testConfig('data', { http: {} })));
  const hello = start('hello');
  expect([await hello.exited, hello.stderr]).toEqual([0, '']);
  expect(hello.stdout).toMatch(/^\n1\. Place a call, in another terminal/);
  expect(hello.stdout).toContain('"http://127.0.0.1:8088/ari/recordings/stored"');

  await writeFile(file, JSON.stringify({ accounts: [{ id: ACCOUNT_ID, name: 'acme' }] }));
  const lacking = start('hello');
  expect(await lacking.exited).toBe(1);
  expect(lacking.stderr).toMatch(/^tricord: the account acme of \S+ lacks [^\n]+\n$/);
});

test('an HTTP port in use is one line', async () => {
  const { port, close } = await takenPort();
  const tricord = await serve({ http: { port } });
  await expectOneLine(
    tricord,
    `cannot listen on 127.0.0.1:${port}: the port is in use; change http.port in tricord.yaml`,
  );
  close();
});

test('an AudioSocket port in use is one line', async () => {
  const { port, close } = await takenPort();
  const tricord = await serve({ sources: { audiosocket: [{ port }] } });
  await expectOneLine(
    tricord,
    `cannot listen on 127.0.0.1:${port} for AudioSocket: the port is in use; ` +
      'change sources.audiosocket[0].port in tricord.yaml',
  );
  close();
});

test('a data folder that cannot be written is one line', async () => {
  await writeFile(join(folder.path, 'data'), '');
  await expectOneLine(
    await serve(),
    `cannot write to the data folder ${folder.path}/data: it is a file`,
  );
});

test.runIf(process.platform === 'linux')(
  'a data folder that cannot be created is one line, also at the first start',
  async () => {
    await expectOneLine(
      start('serve', '--data-dir', '/proc/nope'),
      'cannot write to the data folder /proc/nope: the file system takes no folder there',
    );
    await writeFile(
      join(folder.path, 'tricord.yaml'),
      JSON.stringify(testConfig('/proc/nope/a', { log: { level: 'silent' } })),
    );
    await expectOneLine(
      start('serve'),
      'cannot write to the data folder /proc/nope/a: the file system takes no folder there',
    );
  },
);

test('a catalog of another version is one line', async () => {
  const first = await serve();
  await first.waitForOutput(SERVES);
  first.kill('SIGTERM');
  expect(await first.exited).toBe(0);
  // The version stands in the header of an SQLite file (https://sqlite.org/fileformat.html, 1.3).
  const file = await open(join(folder.path, 'data', 'catalog.db'), 'r+');
  await file.write(Buffer.from([0, 0, 0x27, 0x0f]), 0, 4, 60);
  await file.close();
  const tricord = start('serve');
  expect(await tricord.exited).toBe(1);
  expect(tricord.stderr).toMatch(/^tricord: [^\n]*catalog\.db[^\n]*another version[^\n]*\n$/);
});

test('a data folder that another process uses is one line', async () => {
  const first = await serve();
  await first.waitForOutput(SERVES);
  const second = start('serve');
  expect(await second.exited).toBe(1);
  expect(second.stderr).toMatch(
    /^tricord: the data folder is used by another process \(pid \d+\): [^\n]+\n$/,
  );
});

test('after a crash, the next start takes over', async () => {
  const first = await serve();
  await first.waitForOutput(SERVES);
  first.kill('SIGKILL');
  await first.exited;
  const second = start('serve');
  await second.waitForOutput(SERVES);
});

test('continues when its output is closed', async () => {
  const tricord = await serve();
  const [, url] = await tricord.waitForOutput(SERVES);
  tricord.closeStdout();
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  tricord.kill('SIGTERM');
  expect(await tricord.exited).toBe(0);
});

test('a second signal ends it at once with exit code 1, unless it is simultaneous', async () => {
  const tricord = await serve({ shutdown: { graceMs: 600_000 } });
  const [, url] = await tricord.waitForOutput(SERVES);
  // A request whose body never ends holds the server for its whole grace.
  const pending = request(`${url}/api/v1/recordings`, {
    method: 'POST',
    headers: { authorization: 'Bearer native-key', 'content-type': 'application/json' },
  });
  pending.on('error', () => undefined);
  await new Promise<void>((resolve) => pending.write('{', () => resolve()));
  // The server has received it once it answers a later request.
  await fetch(`${url}/healthz`);
  tricord.kill('SIGTERM');
  tricord.kill('SIGINT');
  await tricord.waitForOutput(/Stopping/);
  let signals = 0;
  while (!tricord.ended) {
    signals += 1;
    tricord.kill('SIGTERM');
    await new Promise(setImmediate);
  }
  expect(await tricord.exited).toBe(1);
  expect(signals).toBeGreaterThan(1);
});

test('SIGTERM during a call: its recording is done, downloadable and as long as the call', async () => {
  const first = await serve({ log: { level: 'info' } });
  const [, url] = await first.waitForOutput(SERVES);
  const [, port] = await first.waitForLog(/"audioSocketPorts":\[(\d+)\]/);
  const authorization = AUTHORIZATION.native;
  const self = await recordCall({
    ...{ url: String(url), host: '127.0.0.1', port: Number(port) },
    authorization,
  });
  first.kill('SIGTERM');
  expect(await first.exited).toBe(0);

  const second = start('serve');
  const [, again] = await second.waitForOutput(SERVES);
  const recording = await (await fetch(again + self, { headers: { authorization } })).json();
  expect(recording).toMatchObject({ state: 'done', endReason: 'shutdown' });
  const wav = await fetch(`${again}${self}/media.wav`, { headers: { authorization } });
  const { durationMs } = readWav(new Uint8Array(await wav.arrayBuffer()));
  expect(Math.abs(durationMs - 2000)).toBeLessThanOrEqual(40);
});

test('SIGHUP takes a changed configuration over, and keeps the old one while the file is wrong', async () => {
  const tricord = await serve({ log: { level: 'info' } });
  const [, url] = await tricord.waitForOutput(SERVES);
  const file = join(folder.path, 'tricord.yaml');
  const status = async (key: string) => {
    const headers = { authorization: `Bearer ${key}` };
    return (await fetch(`${url}/api/v1/recordings`, { headers })).status;
  };

  await writeFile(file, '{ accounts: [], http: { port: none } }');
  tricord.kill('SIGHUP');
  await tricord.waitForLog(/"problem":"[^"]*http\.port: must be a (whole )?number"/);
  expect(tricord.stderr).toContain(
    'the configuration cannot be reloaded; the old one stays in use',
  );
  expect(await status('native-key')).toBe(200);

  const config = testConfig('elsewhere', { log: { level: 'info' } });
  const [account] = config.accounts;
  const accounts = account && [{ ...account, api: { keys: [{ key: 'other-key' }] } }];
  await writeFile(file, JSON.stringify({ ...config, accounts, sources: {} }));
  tricord.kill('SIGHUP');
  await tricord.waitForLog(/configuration: sources: there are none/);
  await tricord.waitForLog(/"changed":\["accounts\[acme\]\.api\.keys"[^\]]*\]/);
  await tricord.waitForLog(/"setting":"dataDir"/);
  expect([await status('native-key'), await status('other-key')]).toEqual([401, 200]);
  tricord.kill('SIGTERM');
  expect(await tricord.exited).toBe(0);
});
