import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TricordProcess, testConfig } from '@tricord/lab';
import { speech, type TemporaryFolder, temporaryFolder } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { configSchema } from '../config.ts';
import { type Gateway, openGateway } from '../gateway.ts';

const SPEECH = fileURLToPath(speech(1));

let folder: TemporaryFolder;
let gateway: Gateway;
let calling: TricordProcess | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
  const config = configSchema.parse(testConfig(join(folder.path, 'data')));
  gateway = await openGateway(config, pino({ level: 'silent' }));
});
afterEach(async () => {
  await calling?.close();
  await gateway.close();
  await folder.close();
});

/** The command with the address of the gateway, which listens on free ports. */
function call(...args: string[]): TricordProcess {
  const port = String(gateway.sources.audioSocketPorts[0] || 1);
  calling = new TricordProcess(
    ['call', SPEECH, '--api', gateway.url, '--key', 'native-key', '--port', port, ...args],
    { cwd: folder.path },
  );
  return calling;
}

async function sessionOf(id: string): Promise<{ readonly state?: string }> {
  const response = await fetch(`${gateway.url}/api/v1/sessions/${id}`, {
    headers: { authorization: 'Bearer native-key' },
  });
  return (await response.json()) as { state?: string };
}

test('prints the session first, plays the file, and prints a summary', async () => {
  const tricord = call(
    ...['--device', 'SEP123456789ABC', '--number', '101', '--user', 'user1'],
    ...['--remote', '+15550100', '--conference', 'team', '--external-id', 'pbx-7', '--speed', '50'],
  );
  const [, id = ''] = await tricord.waitForOutput(/^Session ([0-9a-f-]{36})\n/);
  expect(await tricord.exited).toBe(0);
  expect(tricord.stdout).toBe(`Session ${id}\nPlayed 4.7 s: session ${id}\n`);
  expect(await sessionOf(id)).toMatchObject({
    state: 'ended',
    source: 'audiosocket',
    call: {
      line: { deviceName: 'SEP123456789ABC', directoryNumber: '101' },
      user: 'user1',
      remote: { phoneNumber: '+15550100' },
      conference: { name: 'team' },
      externalId: 'pbx-7',
    },
  });
});

test('with --loop, plays until Ctrl-C, and hangs up then', async () => {
  const uuid = '43bb71ee-553f-4074-bb20-8e2747647cce';
  const tricord = call('--loop', '--speed', '100', '--uuid', uuid.toUpperCase());
  await tricord.waitForOutput(/^Session/);
  tricord.kill('SIGINT');
  expect(await tricord.exited).toBe(0);
  expect(tricord.stdout).toMatch(new RegExp(`^Session ${uuid}\nHung up after \\S+( s)?: session`));
});

test('a call that the gateway ends is a failure', async () => {
  const tricord = call('--loop');
  const [, id = ''] = await tricord.waitForOutput(/^Session ([0-9a-f-]{36})\n/);
  while ((await sessionOf(id)).state !== 'live');
  await gateway.close();
  expect(await tricord.exited).toBe(1);
  expect(tricord.stderr).toMatch(/^tricord: the gateway ended the call after [^\n]+\n$/);
});

test('a wrong key and an unreachable gateway are reported in one line', async () => {
  const wrong = call('--key', 'wrong');
  expect(await wrong.exited).toBe(1);
  expect(wrong.stderr).toMatch(/^tricord: the gateway refused the session: 401 [^\n]+\n$/);
  const port = String(gateway.sources.audioSocketPorts[0]);
  await gateway.close();
  const nobody = call('--port', port);
  expect(await nobody.exited).toBe(1);
  expect(nobody.stderr).toBe(
    `tricord: no gateway answers at ${gateway.url}; is \`tricord serve\` running?\n`,
  );
});

test('finds the gateway by its configuration', async () => {
  const { port } = new URL(gateway.url);
  const config = testConfig('data', {
    http: { port: Number(port) },
    sources: { audiosocket: [{ port: gateway.sources.audioSocketPorts[0] ?? 0 }] },
  });
  await writeFile(join(folder.path, 'tricord.yaml'), JSON.stringify(config));
  calling = new TricordProcess(['call', SPEECH, '--speed', '50'], { cwd: folder.path });
  expect([await calling.exited, calling.stderr]).toEqual([0, '']);
});
