import { once } from 'node:events';
import { readWav } from '@tricord/audio';
import { AudioSocketCaller } from '@tricord/callers';
import { configSchema, type Gateway, openGateway } from '@tricord/gateway';
import { AUTHORIZATION, testConfig } from '@tricord/lab';
import { SystemClock } from '@tricord/runtime';
import { type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  type ClientChannel,
  type ClientEvent,
  type ClientRecording,
  connectNodeAriClient,
  type NodeAriClient,
} from './node-ari-client.ts';

/** The unmodified npm client ari-client 2.2.0 against the whole gateway, with audio. */
let folder: TemporaryFolder;
let gateway: Gateway;
let client: NodeAriClient;
const callers: AudioSocketCaller[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
  const config = configSchema.parse(testConfig(folder.path));
  gateway = await openGateway(config, pino({ level: 'silent' }));
  // It warns that Swagger 1.1 is outdated.
  vi.spyOn(console, 'log').mockReturnValue();
  client = await connectNodeAriClient(gateway.url, 'pbx', 'ari-password');
  await client.start('recorder');
});
afterEach(async () => {
  client.stop();
  vi.restoreAllMocks();
  await Promise.all(callers.splice(0).map((caller) => caller.hangUp()));
  await gateway.close();
  await folder.close();
});

const RATE_HZ = 8000;

async function call(): Promise<{ caller: AudioSocketCaller; channel: ClientChannel }> {
  const started = once(client, 'StasisStart');
  const caller = await AudioSocketCaller.open({
    host: '127.0.0.1',
    port: gateway.sources.audioSocketPorts[0] ?? 0,
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

/**
 * Sends two seconds of a tone, and waits until the gateway has received them. They are ahead of the clock, so that the
 * next request falls between this tone and the next one, however busy the machine is.
 */
async function say(caller: AudioSocketCaller, frequencyHz: number): Promise<void> {
  const samples = tone({ frequencyHz, durationMs: 2000, amplitude: 0.4 });
  saidBytes += 2 * samples.length;
  await caller.play(samples, { sampleRateHz: RATE_HZ, speed: 10 });
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

const WINDOW = RATE_HZ / 10;

/** The tenths of a second that contain a tone of that frequency. */
function tenthsWith(frequencyHz: number, samples: Int16Array): number[] {
  const loud = 0.1 * 32_768;
  return Array.from({ length: Math.floor(samples.length / WINDOW) }, (_, tenth) => tenth).filter(
    (tenth) => {
      let [real, imaginary] = [0, 0];
      for (const [i, sample] of samples.subarray(tenth * WINDOW, (tenth + 1) * WINDOW).entries()) {
        const phase = (2 * Math.PI * frequencyHz * i) / RATE_HZ;
        real += sample * Math.cos(phase);
        imaginary += sample * Math.sin(phase);
      }
      return (2 * Math.hypot(real, imaginary)) / WINDOW > loud;
    },
  );
}

test('announces a call; records, pauses, mutes and stops it; lists, copies and deletes the recording', async () => {
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
  const heard = (frequencyHz: number) => tenthsWith(frequencyHz, samples);
  for (const frequencyHz of [400, 1200, 2000]) {
    expect(Math.abs(heard(frequencyHz).length - 20)).toBeLessThanOrEqual(2);
  }
  expect([...heard(800), ...heard(1600)]).toEqual([]);
  expect(heard(400).at(-1)).toBeLessThanOrEqual(heard(1200).at(0) ?? 0);
  const muted = samples.subarray(
    ((heard(1200).at(-1) ?? 0) + 2) * WINDOW,
    ((heard(2000).at(0) ?? 0) - 1) * WINDOW,
  );
  expect(muted.length).toBeGreaterThan(15 * WINDOW);
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

test('creates a bridge, adds two calls, records the mix and destroys the bridge', async () => {
  const heard: string[] = [];
  client.on('*', ({ type }: ClientEvent) => heard.push(type));
  const first = await call();
  const second = await call();
  const bridge = await client.Bridge().create({ type: 'mixing', name: 'meeting' });
  // Without it, an application gets no more events of a bridge once its channels have left.
  const eventSource = `bridge:${bridge.id}`;
  await client.applications.subscribe?.({ applicationName: 'recorder', eventSource });
  await bridge.addChannel({ channel: [first.channel.id, second.channel.id] });
  const { channels } = await bridge.get();
  expect(channels.toSorted()).toEqual([first.channel.id, second.channel.id].toSorted());
  const recording = client.LiveRecording('meeting');
  const started = once(recording, 'RecordingStarted');
  const live = await bridge.record({ format: 'wav' }, recording);
  await started;
  await expect(bridge.removeChannel({ channel: 'nobody' })).rejects.toThrow('Channel not found');

  await say(first.caller, 400);
  await say(second.caller, 1200);
  const finished = once(recording, 'RecordingFinished');
  await live.stop();
  await finished;
  const samples = await download('meeting');
  for (const frequencyHz of [400, 1200]) {
    expect(tenthsWith(frequencyHz, samples).length).toBeGreaterThan(15);
  }

  await bridge.removeChannel({ channel: first.channel.id });
  const destroyed = once(client, 'BridgeDestroyed');
  await bridge.destroy();
  await destroyed;
  await expect(bridge.get()).rejects.toThrow('Bridge not found');
  const ids = (await client.channels.list?.())?.map(({ id }) => id);
  expect(ids?.toSorted()).toEqual([first.channel.id, second.channel.id].toSorted());
  for (const type of [
    ...['StasisStart', 'ChannelEnteredBridge', 'ChannelLeftBridge', 'BridgeDestroyed'],
    ...['RecordingStarted', 'RecordingFinished'],
  ]) {
    expect(heard).toContain(type);
  }
});

test('answers a channel, sets a variable and hangs up', async () => {
  const { caller, channel } = await call();
  await channel.answer();
  await channel.setChannelVar({ variable: 'CUSTOMER', value: 'Ångström & Co' });
  expect(await channel.getChannelVar({ variable: 'CUSTOMER' })).toMatchObject({
    value: 'Ångström & Co',
  });
  const ended = once(channel, 'StasisEnd');
  await channel.hangup();
  await Promise.all([ended, caller.closed]);
  await expect(channel.answer()).rejects.toThrow('Channel not found');
});

test('subscribes another application, filters its events and sends it a user event', async () => {
  const { channel } = await call();
  const auditor = await connectNodeAriClient(gateway.url, 'pbx', 'ari-password');
  await auditor.start('auditor');
  try {
    const heard: string[] = [];
    auditor.on('*', ({ type }: ClientEvent) => heard.push(type));
    const eventSource = `channel:${channel.id}`;
    await client.applications.subscribe?.({ applicationName: 'auditor', eventSource });
    expect(await client.applications.get?.({ applicationName: 'auditor' })).toMatchObject({
      name: 'auditor',
      channel_ids: [channel.id],
    });
    await client.applications.filter?.({
      applicationName: 'auditor',
      filter: { disallowed: [{ type: 'RecordingStarted' }] },
    });
    const recording = auditor.LiveRecording('audited');
    const finished = once(recording, 'RecordingFinished');
    const live = await channel.record({ format: 'wav' }, recording);
    await live.stop();
    await finished;
    const userEvent = once(auditor, 'ChannelUserevent');
    await client.events.userEvent?.({
      eventName: 'reviewed',
      application: 'auditor',
      source: eventSource,
      variables: { by: 'somebody' },
    });
    const [event] = await userEvent;
    expect(event).toMatchObject({ eventname: 'reviewed', userevent: { by: 'somebody' } });
    expect(heard).not.toContain('RecordingStarted');
  } finally {
    auditor.stop();
  }
});

test('has every resource, and the models of events that only Asterisk sends', async () => {
  expect(await client.asterisk.ping?.()).toMatchObject({ ping: 'pong' });
  const info = await client.asterisk.getInfo?.({ only: 'system' });
  expect(info).toEqual({ system: expect.objectContaining({ entity_id: expect.any(String) }) });
  for (const resource of ['endpoints', 'deviceStates', 'sounds', 'mailboxes'] as const) {
    expect(await client[resource].list?.()).toEqual([]);
  }
  const { models } = client._swagger.apis.events ?? {};
  expect(Object.keys(models ?? {})).toEqual(
    expect.arrayContaining(['StasisStart', 'ChannelTalkingStarted', 'PlaybackFinished', 'Dial']),
  );
});
