import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { AudioSocketCaller } from '@tricord/callers';
import { testConfig } from '@tricord/lab';
import { SystemClock, writeRestoration } from '@tricord/runtime';
import { type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configSchema } from '../config.ts';
import { type Gateway, openGateway } from '../gateway.ts';
import { runTricord } from './program.ts';
import { readConfig } from './read-config.ts';
import type { Terminal } from './terminal.ts';

const OTHER = '820796a0-8ee9-4350-83bd-2d07a3121f1e';
const HOOK_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const CALL = '43bb71ee-553f-4074-bb20-8e2747647cce';

let folder: TemporaryFolder;
let gateway: Gateway;
let file: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  const config = testConfig(join(folder.path, 'data'));
  const accounts = [
    ...config.accounts,
    { id: OTHER, name: 'globex', api: { keys: [{ key: 'globex-key' }] } },
  ];
  const sources = { audiosocket: [{ port: 0, account: 'acme' }] };
  const hook = { url: 'http://127.0.0.1:1/hooks', secret: HOOK_SECRET };
  const webhooks = {
    allowPrivate: ['127.0.0.0/8'],
    endpoints: [{ ...hook, events: ['recording.finished'] }],
  };
  gateway = await openGateway(
    configSchema.parse({ ...config, accounts, sources, webhooks }),
    pino({ level: 'silent' }),
  );
  const http = { port: Number(new URL(gateway.url).port) };
  file = join(folder.path, 'tricord.yaml');
  await writeFile(file, JSON.stringify({ ...config, accounts, sources, http }));
});
afterEach(async () => {
  await gateway.close();
  await folder.close();
});

async function tricord(args: readonly string[], env: Record<string, string> = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const terminal = { stdin: new PassThrough(), stdout, stderr, env } as unknown as Terminal;
  const code = await runTricord([...args, '--config', file], terminal);
  const text = (stream: PassThrough) => String(stream.read() ?? '');
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** A live call of the first account that is being recorded. */
async function recordedCall(): Promise<{ recordingId: string; caller: AudioSocketCaller }> {
  const port = gateway.sources.audioSocketPorts[0] ?? 0;
  const clock = new SystemClock();
  const caller = await AudioSocketCaller.open({ host: '127.0.0.1', port, uuid: CALL, clock });
  const headers = { authorization: 'Bearer native-key', 'content-type': 'application/json' };
  const body = JSON.stringify({ sessionId: CALL, name: 'first' });
  for (;;) {
    const response = await fetch(`${gateway.url}/api/v1/recordings`, {
      ...{ method: 'POST', headers, body },
    });
    const { id } = (await response.json()) as { id: string };
    if (response.status === 201) return { recordingId: id, caller };
  }
}

test('status and replay say that deliveries are held since a restore', async () => {
  await gateway.close();
  const { config } = await readConfig({ config: file }, {});
  const at = new Date().toISOString();
  await writeRestoration(config.dataDir, {
    ...{ version: 1, snapshot: 'one', takenAt: at, restoredAt: at },
    ...{ isComplete: true, deliveries: 'held' },
  });
  gateway = await openGateway(config, pino({ level: 'silent' }));
  expect((await tricord(['status', '--account', 'acme'])).stdout).toContain(
    'deliveries  0 waiting, 0 given up; held since a restore until `tricord webhooks release`\n',
  );
  expect((await tricord(['webhooks', 'replay', '--dead', '--account', 'acme'])).stdout).toBe(
    '0 deliveries are sent again after `tricord webhooks release`: deliveries are held since a restore.\n',
  );
});

test('status, sessions and recordings show what an account has, for people and as JSON', async () => {
  const acme = ['--account', 'acme'];
  const { recordingId, caller } = await recordedCall();
  const status = await tricord(['status', ...acme]);
  expect([status.code, status.stderr]).toEqual([0, '']);
  expect(status.stdout).toMatch(
    /^Tricord \S+ at \S+, up for \d+ s\nready {7}yes\nsessions {4}1 live\nrecordings {2}1 live\ndeliveries {2}0 waiting, 0 given up\ndisk {8}\S+ \S+ free\n$/,
  );
  const json = await tricord(['status', ...acme, '--json']);
  expect(JSON.parse(json.stdout)).toMatchObject({ ready: true, recordings: { live: 1 } });

  const sessions = await tricord(['sessions', 'list', '--state', 'live', '--json', ...acme]);
  expect(JSON.parse(sessions.stdout)).toMatchObject({ id: CALL, source: 'audiosocket' });
  const recordings = await tricord(['recordings', 'list', '--state', 'recording', 'done', ...acme]);
  expect(recordings.stdout).toMatch(new RegExp(`^${recordingId}  \\S+  recording  .*  first\n$`));
  const none = await tricord(['recordings', 'list', '--account', 'globex']);
  expect(none).toEqual({ code: 0, stdout: 'No recordings.\n', stderr: '' });
  await caller.hangUp();
});

test('doctor looks whether the receivers of waiting deliveries can be reached', async () => {
  const { caller } = await recordedCall();
  await caller.hangUp();
  const list = ['webhooks', 'list', '--json', '--account', 'acme'];
  while ((await tricord(list)).stdout === '');
  const { code, stdout, stderr } = await tricord(['doctor', '--json']);
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^tricord: \d+ checks? failed\n$/)]);
  const findings = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(findings).toContainEqual({
    level: 'fail',
    check: 'receiver of callbacks (acme)',
    message: '127.0.0.1:1 cannot be reached: nobody listens there',
    remedy: 'start that server, or check host and port',
  });
});

test('of several accounts, none is taken silently', async () => {
  const lacking = 'tricord: there are several accounts: name one by --account (acme, globex)\n';
  for (const args of [['status'], ['recordings', 'list'], ['webhooks', 'list'], ['hello']]) {
    expect(await tricord(args)).toEqual({ code: 2, stdout: '', stderr: lacking });
  }
  expect((await tricord(['status', '--account', 'initech'])).stderr).toBe(
    'tricord: no account is called initech; there are: acme, globex\n',
  );
});

test('the key may be in the environment, unless an account or a key is named', async () => {
  const globex = { TRICORD_API_KEY: 'globex-key' };
  expect((await tricord(['status'], globex)).code).toBe(0);
  expect((await tricord(['directory', 'list'], globex)).stdout).toBe('No users.\n');
  const acme = await tricord(['directory', 'list', '--account', 'acme'], globex);
  expect(acme.stdout).toContain('user1');
  const wrong = await tricord(['status'], { TRICORD_API_KEY: 'wrong' });
  expect([wrong.code, wrong.stderr]).toEqual([
    1,
    expect.stringMatching(/^tricord: the gateway refused the status: 401 /),
  ]);
});

test('accounts are listed without their secrets', async () => {
  const { stdout } = await tricord(['accounts']);
  expect(stdout.split('\n')[1]).toBe(
    `globex  ${OTHER}  -  0 users, 1 API key, 0 ARI users, 0 LaML tokens`,
  );
  const json = await tricord(['accounts', '--json']);
  expect(
    json.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).name),
  ).toEqual(['acme', 'globex']);
  expect(stdout + json.stdout).not.toMatch(/native-key|globex-key|laml-token/);
});

test('names that callers chose cannot command the terminal', async () => {
  const body = JSON.stringify({ remote: { phoneNumber: '\u001b[2J\n+1\u202e' } });
  const headers = { authorization: 'Bearer native-key', 'content-type': 'application/json' };
  const path = `/api/v1/sessions/${CALL}`;
  await fetch(`${gateway.url}${path}`, { method: 'PUT', headers, body });
  const { stdout } = await tricord(['sessions', 'list', '--account', 'acme']);
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stdout).toContain('  \\u001b[2J\\u000a+1\\u202e');
});

/** What a command says of a server that answers so. */
async function failureOf(args: readonly string[], handler: RequestListener): Promise<string> {
  const other = createServer(handler).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const api = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const { code, stdout, stderr } = await tricord([...args, '--api', api, '--key', 'native-key']);
  other.closeAllConnections();
  other.close();
  expect([code, stdout]).toEqual([1, '']);
  return stderr.replaceAll(api, 'API');
}

test.each([
  [['status'], '<html>', 'or its answer broke off'],
  [['status'], 'null', 'or of another version'],
  [['status'], '[]', 'or of another version'],
  [['status'], '{}', 'or of another version'],
  [['recordings', 'list'], '{}', 'or of another version'],
  [['recordings', 'list'], '{"recordings":[{}]}', 'or of another version'],
  [['sessions', 'list'], '{"sessions":[null]}', 'or of another version'],
  [['directory', 'list'], '{"users":{}}', 'or of another version'],
  [['webhooks', 'replay', '--dead'], 'null', 'or of another version'],
])(
  'what is no gateway is named, not taken for one: %j answered by %s',
  async (args, answer, why) => {
    expect(await failureOf(args, (_req, res) => res.end(answer))).toBe(
      `tricord: what answers at API is no gateway, ${why}\n`,
    );
  },
);

test.each([200, 500])('an answer without end is not read on, status %i', async (status) => {
  let sent = 0;
  function* endless() {
    const spaces = Buffer.alloc(1e6, ' ');
    for (; sent < 200; sent += 1) yield spaces;
  }
  const stderr = await failureOf(['status'], (_req, res) => {
    res.writeHead(status);
    Readable.from(endless()).pipe(res);
  });
  expect(stderr).toBe('tricord: the answer of API is longer than 64 MB\n');
  expect(sent).toBeLessThan(150);
});
