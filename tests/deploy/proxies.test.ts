// docs/production.md#a-proxy-in-front
import { once } from 'node:events';
import { request } from 'node:https';
import { readWav } from '@tricord/audio';
import { MediaStreamsCaller } from '@tricord/callers';
import { configSchema, type Gateway, openGateway } from '@tricord/gateway';
import { ACCOUNT_ID, type ApiRecording, AUTHORIZATION, LINE, testConfig } from '@tricord/lab';
import { SystemClock } from '@tricord/runtime';
import { type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { pino } from 'pino';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { freePort } from '../support/free-port.ts';
import { ProxyProcess, whyNoProxies } from './proxy-process.ts';

const reason = whyNoProxies();
const LAML = `/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}`;
const IMAGICLE = '/fw/Apps/Recorder/WebAPI';
const SPEECH_MS = 600;

type Api = keyof typeof AUTHORIZATION;
interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

let folder: TemporaryFolder;
let gateway: Gateway;
let proxy: ProxyProcess | undefined;
let port: number;
let ca: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  const config = testConfig(`${folder.path}/data`, {
    http: { port: 0, trustedProxies: ['127.0.0.1'] },
    sources: { mediaStreams: [{}], asteriskWebsocket: [{}] },
  });
  gateway = await openGateway(configSchema.parse(config), pino({ level: 'silent' }));
});
afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
  await gateway.close();
  await folder.close();
});

/** A request through the proxy, with its path as it stands. */
async function send(api: Api, method: string, path: string): Promise<Answer> {
  const type = api === 'signalwire' ? 'application/x-www-form-urlencoded' : 'application/json';
  const headers = {
    authorization: AUTHORIZATION[api],
    ...(method === 'POST' && { 'content-type': type }),
  };
  const sent = request({ host: '127.0.0.1', port, ca, method, path, headers, agent: false });
  sent.end();
  const [response] = await once(sent, 'response');
  return { status: response.statusCode, body: Buffer.concat(await response.toArray()) };
}

async function json<T>(api: Api, method: string, path: string): Promise<T> {
  const answer = await send(api, method, path);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
  return JSON.parse(String(answer.body));
}

async function startProxy(name: 'nginx' | 'caddy'): Promise<void> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  ca = cert;
  port = await freePort();
  const backendPort = Number(new URL(gateway.url).port);
  proxy = await ProxyProcess.start(name, {
    folder: folder.path,
    port,
    backendPort,
    tls: { key, cert },
  });
}

test.skipIf(reason !== undefined).each(['nginx', 'caddy'] as const)(
  `through %s, a call comes in and all APIs and their WebSockets work${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  async (name) => {
    await startProxy(name);
    const events = new WebSocket(`wss://127.0.0.1:${port}/ari/events?app=recorder`, {
      ca,
      headers: { authorization: AUTHORIZATION.asterisk },
    });
    await once(events, 'open');
    const started = once(events, 'message');

    const callSid = crypto.randomUUID();
    const caller = await MediaStreamsCaller.open({
      url: `wss://127.0.0.1:${port}/media-streams`,
      ca,
      callSid,
      customParameters: LINE,
      clock: new SystemClock(),
    });
    const [message] = await started;
    expect(JSON.parse(String(message))).toMatchObject({
      type: 'StasisStart',
      channel: { id: callSid },
    });

    const recording = await json<{ sid: string }>(
      'signalwire',
      'POST',
      `${LAML}/Calls/${callSid}/Recordings.json`,
    );
    // A name with an encoded slash.
    await json('asterisk', 'POST', `/ari/channels/${callSid}/record?name=a%2Fb&format=wav`);
    await caller.play(
      { inbound: tone({ frequencyHz: 440, durationMs: SPEECH_MS }) },
      { sampleRateHz: 8000 },
    );
    const live = `${IMAGICLE}/LiveRecordings?directoryNumber=${LINE.directoryNumber}`;
    expect((await send('imagicle', 'GET', live)).status).toBe(200);
    expect((await send('asterisk', 'POST', '/ari/recordings/live/a%2Fb/stop')).status).toBe(204);
    expect((await send('asterisk', 'GET', '/ari/recordings/stored/a%2Fb')).status).toBe(200);

    await caller.hangUp();
    const path = `/api/v1/recordings/${recording.sid}`;
    let found = await json<ApiRecording>('native', 'GET', path);
    while (found.state !== 'done') found = await json<ApiRecording>('native', 'GET', path);
    const { body } = await send('signalwire', 'GET', `${LAML}/Recordings/${recording.sid}.wav`);
    const { channels, format } = readWav(body);
    expect(channels[0]?.length).toBeGreaterThan((SPEECH_MS * format.sampleRateHz) / 2000);
    const mp3 = await send('imagicle', 'GET', `${IMAGICLE}/Recordings/${recording.sid}/Media`);
    expect(mp3.status).toBe(200);
    expect((await send('native', 'GET', '/metrics')).status).toBe(404);
    events.close();
  },
);
