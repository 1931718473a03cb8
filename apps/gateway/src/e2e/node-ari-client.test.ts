import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readWav } from '@tricord/audio';
import { AudioSocketCaller } from '@tricord/capture';
import { configSchema, SystemClock } from '@tricord/runtime';
import { frequencyOf, type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { pino } from 'pino';
import { Gateway } from '../gateway.ts';
import {
  type ClientChannel,
  type ClientEvent,
  type ClientRecording,
  connectNodeAriClient,
  type NodeAriClient,
} from '../testing/node-ari-client.ts';
import { AUTHORIZATION, testConfig } from '../testing/test-config.ts';

/** The unmodified npm client ari-client 2.2.0 against the whole gateway, with audio. */
let folder: TemporaryFolder;
let gateway: Gateway;
let client: NodeAriClient;
const callers: AudioSocketCaller[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
  const config = configSchema.parse(testConfig(folder.path));
  gateway = await Gateway.open(config, pino({ level: 'silent' }));
  client = await connectNodeAriClient(gateway.url, 'pbx', 'ari-password');
  await client.start('recorder');
});
afterEach(async () => {
  client.stop();
  await Promise.all(callers.splice(0).map((caller) => caller.hangUp()));
  await gateway.close();
  await folder.close();
});

const RATE_HZ = 8000;

async function call(): Promise<{ caller: AudioSocketCaller; channel: ClientChannel }> {
  const started = once(client, 'StasisStart');
  const caller = await AudioSocketCaller.open({
    host: '127.0.0.1',
    port: gateway.audioSocketPort ?? 0,
    uuid: crypto.randomUUID(),
    clock: new SystemClock(),
  });
  callers.push(caller);
  const [, channel] = await started;
  return { caller, channel };
}

let saidBytes = 0;
beforeEach(() => {
  saidBytes = 0;
});

/** Says half a second of a tone, and waits until the gateway has heard it. */
async function say(caller: AudioSocketCaller, frequencyHz: number): Promise<void> {
  const samples = tone({ frequencyHz, durationMs: 500, amplitude: 0.4 });
  saidBytes += 2 * samples.length;
  await caller.play(samples, { sampleRateHz: RATE_HZ, speed: 2 });
  for (let heard = 0; heard < saidBytes; ) {
    const text = await (await fetch(`${gateway.url}/metrics`)).text();
    heard = Number(/^tricord_audio_received_bytes_total\S* (\d+)/m.exec(text)?.[1]);
  }
}

async function download(name: string): Promise<Int16Array> {
  const path = `/ari/recordings/stored/${encodeURIComponent(name)}/file`;
  const response = await fetch(gateway.url + path, {
    headers: { authorization: AUTHORIZATION.asterisk },
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'audio/wav']);
  const { channels } = readWav(Buffer.from(await response.arrayBuffer()));
  return channels[0] ?? new Int16Array();
}

test('a call is announced, recorded, paused, muted and stopped; its recording listed, copied and deleted', async () => {
  const { caller, channel } = await call();
  expect(channel.state).toBe('Up');
  const recording = client.LiveRecording('talks/first talk');
  const started = once(recording, 'RecordingStarted');
  const finished: Promise<[ClientEvent, ClientRecording]> = once(
    recording,
    'RecordingFinished',
  ) as never;
  const live = await channel.record({ format: 'wav', ifExists: 'overwrite' }, recording);
  expect(live).toMatchObject({ name: 'talks/first talk', format: 'wav', state: 'queued' });
  await started;

  await say(caller, 400);
  await live.pause();
  await say(caller, 800);
  await live.unpause();
  await say(caller, 1200);
  await live.mute();
  await say(caller, 1600);
  await live.unmute();
  await say(caller, 2000);
  await live.stop();
  const [event, instance] = await finished;
  expect(event.recording).toMatchObject({ name: 'talks/first talk', state: 'done' });
  expect(instance).toMatchObject({ name: 'talks/first talk' });

  const samples = await download('talks/first talk');
  const half = RATE_HZ / 2;
  expect(Math.abs(samples.length - 4 * half)).toBeLessThan(RATE_HZ / 8);
  const heard = [0, 1, 3].map((part) => {
    const middle = samples.subarray(part * half + half / 4, (part + 1) * half - half / 4);
    return Math.round(frequencyOf(middle, RATE_HZ) / 100) * 100;
  });
  expect(heard).toEqual([400, 1200, 2000]);
  const muted = samples.subarray(2 * half + half / 4, 3 * half - half / 4);
  expect(muted.every((sample) => sample === 0)).toBe(true);

  const copy = await live.copyStored({ destinationRecordingName: 'a copy' });
  expect(copy).toMatchObject({ name: 'a copy', format: 'wav' });
  expect(await download('a copy')).toEqual(samples);
  const names = async () => (await client.recordings.listStored?.())?.map(({ name }) => name);
  expect(await names()).toEqual(['a copy', 'talks/first talk']);
  await live.deleteStored();
  expect(await names()).toEqual(['a copy']);
  await expect(live.getStored()).rejects.toThrow('Recording not found');
});
