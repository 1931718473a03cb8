import { once } from 'node:events';
import { readWav } from '@tricord/audio';
import { AudioSocketCaller } from '@tricord/callers';
import { ACCOUNT_ID, AUTHORIZATION, LINE, testConfig } from '@tricord/lab';
import { SystemClock } from '@tricord/runtime';
import { frequencyOf, type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { configSchema } from './config.ts';
import { type Gateway, openGateway } from './gateway.ts';

const UUID = '43bb71ee-553f-4074-bb20-8e2747647cce';
const LAML = `/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}`;
const IMAGICLE = '/fw/Apps/Recorder/WebAPI';

let folder: TemporaryFolder;
let gateway: Gateway;
beforeEach(async () => {
  folder = await temporaryFolder();
  const config = configSchema.parse(testConfig(folder.path));
  gateway = await openGateway(config, pino({ level: 'silent' }));
});
afterEach(async () => {
  await gateway.close();
  await folder.close();
});

type Api = keyof typeof AUTHORIZATION;

async function send(api: Api, method: string, path: string, body?: object): Promise<Response> {
  return fetch(gateway.url + path, {
    method,
    headers: {
      authorization: AUTHORIZATION[api],
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function json<T>(...request: Parameters<typeof send>): Promise<T> {
  const response = await send(...request);
  expect([response.status, response.ok]).toEqual([response.status, true]);
  return (await response.json()) as T;
}

/** Retries until there is a result or the test times out. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
  }
}

interface Wire {
  readonly id: string;
  readonly state: string;
  readonly durationMs: number;
}

async function inState(api: Api, path: string, state: string): Promise<Wire> {
  return until(async () => {
    const wire = await json<Wire>(api, 'GET', path);
    return wire.state === state ? wire : undefined;
  });
}

/** A live call on the line of the test configuration. */
async function call(): Promise<AudioSocketCaller> {
  await json('native', 'PUT', `/api/v1/sessions/${UUID}`, { line: LINE });
  const caller = await AudioSocketCaller.open({
    host: '127.0.0.1',
    port: gateway.sources.audioSocketPorts[0] ?? 0,
    uuid: UUID,
    clock: new SystemClock(),
  });
  await inState('native', `/api/v1/sessions/${UUID}`, 'live');
  return caller;
}

const SECOND = tone({ frequencyHz: 440, durationMs: 1000 });

function playSecond(caller: AudioSocketCaller): Promise<number> {
  return caller.play(SECOND, { sampleRateHz: 8000, speed: 5 });
}

describe('one port', () => {
  test('has health, readiness and metrics', async () => {
    expect(await (await fetch(`${gateway.url}/healthz`)).json()).toEqual({ status: 'ok' });
    expect(await (await fetch(`${gateway.url}/readyz`)).json()).toEqual({
      status: 'ok',
      checks: { catalog: 'ok', media: 'ok', recorder: 'ok' },
      numbers: {
        recorder: {
          ...{ liveRecordings: 0, waitingCalls: 0, minFreeBytes: 100 * 2 ** 20 },
          ...{
            freeBytes: expect.any(Number),
            maxLoopDelayMs: 250,
            loopDelayMs: expect.any(Number),
          },
        },
      },
    });
    const metrics = await (await fetch(`${gateway.url}/metrics`)).text();
    expect(metrics).toContain('tricord_recordings_live{source="audiosocket"} 0');
    expect(metrics).toContain('process_cpu_seconds_total');
  });

  test.each([
    ['native', '/api/v1/recordings'],
    ['asterisk', '/ari/recordings/stored'],
    ['imagicle', `${IMAGICLE}/LiveRecordings`],
  ] as const)('serves %s only to its own users', async (api, path) => {
    expect((await send(api, 'GET', path)).status).toBe(200);
    // Imagicle's users are those of the directory, who may log in to the native API, too.
    const own = api === 'native' ? ['native', 'imagicle'] : [api];
    for (const other of ['native', 'asterisk', 'imagicle', 'signalwire'] as const) {
      const expected = own.includes(other) ? 200 : 401;
      expect({ other, status: (await send(other, 'GET', path)).status }).toEqual({
        other,
        status: expected,
      });
    }
  });

  test('serves LaML under both of its base paths', async () => {
    const path = `Accounts/${ACCOUNT_ID}/Recordings/${UUID}.json`;
    for (const base of ['/api/laml/2010-04-01', '/2010-04-01']) {
      expect((await send('signalwire', 'GET', `${base}/${path}`)).status).toBe(404);
      expect((await send('asterisk', 'GET', `${base}/${path}`)).status).toBe(401);
    }
  });

  test('answers other paths with problem details', async () => {
    for (const path of ['/', '/ari2', '/api/v2/recordings', '/%', '/favicon.ico']) {
      const response = await fetch(gateway.url + path);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ status: 404, code: 'no-such-resource' });
    }
  });

  test('accepts WebSockets only on their paths', async () => {
    const refused = new WebSocket(`${gateway.url.replace('http', 'ws')}/elsewhere`);
    const [error] = await once(refused, 'error');
    expect(String(error)).toContain('404');
  });
});

test('the native API finds the line by the channel name, as the Asterisk dialect defines it', async () => {
  const metadata = { channel: `PJSIP/${LINE.directoryNumber}-0000002a` };
  const session = await json('native', 'PUT', `/api/v1/sessions/${UUID}`, { metadata });
  expect(session).toMatchObject({ call: { line: LINE, user: 'user1' } });
});

test('a call that is recorded by ARI can be listed, stopped and downloaded by the others', async () => {
  const caller = await call();
  const started = await send(
    'asterisk',
    'POST',
    `/ari/channels/${UUID}/record?name=first&format=wav`,
  );
  expect(started.status).toBe(201);
  await inState('asterisk', '/ari/recordings/live/first', 'recording');
  const [live] = await json<{ id: string }[]>('imagicle', 'GET', `${IMAGICLE}/LiveRecordings`);
  const id = String(live?.id);
  await playSecond(caller);
  await caller.hangUp();
  const done = await inState('native', `/api/v1/recordings/${id}`, 'done');
  expect(Math.abs(done.durationMs - 1000)).toBeLessThan(100);

  const downloads = await Promise.all([
    send('asterisk', 'GET', '/ari/recordings/stored/first/file'),
    send('signalwire', 'GET', `${LAML}/Recordings/${id}.wav`),
    send('native', 'GET', `/api/v1/recordings/${id}/media.wav`),
  ]);
  const files = await Promise.all(
    downloads.map(async (each) => Buffer.from(await each.arrayBuffer())),
  );
  for (const file of files) expect(file.equals(files[0] ?? Buffer.alloc(0))).toBe(true);
  const { format, channels } = readWav(files[0] ?? Buffer.alloc(0));
  expect(format.sampleRateHz).toBe(8000);
  expect(frequencyOf(channels[0] ?? new Int16Array(0), 8000)).toBeCloseTo(440, -1);

  const mp3s = await Promise.all([
    send('imagicle', 'GET', `${IMAGICLE}/Recordings/${id}/Media`),
    send('signalwire', 'GET', `${LAML}/Recordings/${id}.mp3`),
    send('native', 'GET', `/api/v1/recordings/${id}/media.mp3`),
  ]);
  for (const mp3 of mp3s) {
    expect([mp3.status, mp3.headers.get('content-type')]).toEqual([200, 'audio/mpeg']);
    expect((await mp3.arrayBuffer()).byteLength).toBeGreaterThan(1000);
  }
});

test('every link of a recording works', async () => {
  interface Linked {
    readonly id: string;
    readonly links: Record<string, string | Record<string, string>>;
  }
  const caller = await call();
  const { id } = await json<Linked>('native', 'POST', '/api/v1/recordings', {
    sessionId: UUID,
    name: 'a/b c',
  });
  await inState('native', `/api/v1/recordings/${id}`, 'recording');
  await playSecond(caller);
  const { links } = await json<Linked>('native', 'POST', `/api/v1/recordings/${id}/stop`);
  await caller.hangUp();
  for (const [name, link] of Object.entries(links)) {
    const [api, paths] =
      typeof link === 'string' ? (['native', [link]] as const) : [name as Api, Object.values(link)];
    for (const path of paths) {
      const response = await send(api, 'GET', path);
      expect([path, response.status]).toEqual([path, 200]);
      await response.arrayBuffer();
    }
  }
});

test('closing during a call finishes its recording, and notifies event clients first', async () => {
  const caller = await call();
  const { id } = await json<Wire>('native', 'POST', '/api/v1/recordings', { sessionId: UUID });
  await inState('native', `/api/v1/recordings/${id}`, 'recording');
  const events = new WebSocket(`${gateway.url.replace('http', 'ws')}/ari/events?app=recorder`, {
    headers: { authorization: AUTHORIZATION.asterisk },
  });
  const heard: string[] = [];
  events.on('message', (data) => heard.push(JSON.parse(String(data)).type));
  const gone = once(events, 'close');
  await once(events, 'open');
  await playSecond(caller);
  await Promise.all([gateway.close(), gateway.close(), gone, caller.closed]);
  expect(heard).toContain('RecordingFinished');

  const config = configSchema.parse(testConfig(folder.path));
  gateway = await openGateway(config, pino({ level: 'silent' }));
  const kept = await json<Wire & { endReason: string }>(
    'native',
    'GET',
    `/api/v1/recordings/${id}`,
  );
  expect(kept).toMatchObject({ state: 'done', endReason: 'shutdown' });
  expect(kept.durationMs).toBeGreaterThan(0);
});
