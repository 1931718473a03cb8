import { readFile } from 'node:fs/promises';
import { readWav } from '@tricord/audio';
import { AudioSocketCaller } from '@tricord/callers';
import { configSchema, type Gateway, openGateway } from '@tricord/gateway';
import { ACCOUNT_ID, AUTHORIZATION, testConfig } from '@tricord/lab';
import { SystemClock } from '@tricord/runtime';
import {
  correlate,
  frequencyOf,
  speech,
  type TemporaryFolder,
  temporaryFolder,
  tone,
} from '@tricord/testkit';
import { MPEGDecoder } from 'mpg123-decoder';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';

const IMAGICLE = '/fw/Apps/Recorder/WebAPI';
const LAML = `/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}`;

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

async function send(
  api: keyof typeof AUTHORIZATION,
  method: string,
  path: string,
  options: { body?: object; accept?: string } = {},
): Promise<Response> {
  const { body, accept } = options;
  const response = await fetch(gateway.url + path, {
    method,
    headers: {
      authorization: AUTHORIZATION[api],
      ...(accept === undefined ? {} : { accept }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  return response;
}

async function bytes(...request: Parameters<typeof send>): Promise<Buffer> {
  return Buffer.from(await (await send(...request)).arrayBuffer());
}

/** Polls a session or recording until it is in that state, or the test times out. */
async function inState(path: string, state: string): Promise<{ media: { durationMs: number } }> {
  for (;;) {
    const answer = (await (await send('native', 'GET', path)).json()) as {
      state: string;
      media: { durationMs: number };
    };
    if (answer.state === state) return answer;
  }
}

async function call(): Promise<{ id: string; caller: AudioSocketCaller }> {
  const id = crypto.randomUUID();
  await send('native', 'PUT', `/api/v1/sessions/${id}`, { body: {} });
  const caller = await AudioSocketCaller.open({
    host: '127.0.0.1',
    port: gateway.sources.audioSocketPorts[0] ?? 0,
    uuid: id,
    clock: new SystemClock(),
  });
  await inState(`/api/v1/sessions/${id}`, 'live');
  return { id, caller };
}

async function decodeMp3(mp3: Buffer): Promise<{ samples: Int16Array; sampleRateHz: number }> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  const { channelData, sampleRate } = decoder.decode(mp3);
  const [channel = new Float32Array()] = channelData;
  decoder.free();
  return { samples: Int16Array.from(channel, (x) => x * 32_767), sampleRateHz: sampleRate };
}

test.each([1, 3] as const)(
  'every dialect serves speech sample %i unchanged, as WAV and MP3',
  async (sample) => {
    const source = readWav(await readFile(speech(sample)));
    const [said = new Int16Array()] = source.channels;
    const { sampleRateHz } = source.format;
    const { id, caller } = await call();
    const started = await send('native', 'POST', '/api/v1/recordings', { body: { sessionId: id } });
    const recording = (await started.json()) as { id: string; name: string };
    await caller.play(said, { sampleRateHz, speed: 8 });
    await caller.hangUp();
    const done = await inState(`/api/v1/recordings/${recording.id}`, 'done');
    const lengthMs = (said.length * 1000) / sampleRateHz;
    expect(Math.abs(done.media.durationMs - lengthMs)).toBeLessThan(40);

    const ari = `/ari/recordings/stored/${recording.name}/file`;
    const imagicle = `${IMAGICLE}/Recordings/${recording.id}/Media`;
    const laml = `${LAML}/Recordings/${recording.id}`;
    const wavs = [
      await bytes('asterisk', 'GET', ari),
      await bytes('imagicle', 'GET', imagicle, { accept: 'audio/wav' }),
      await bytes('signalwire', 'GET', laml),
      await bytes('signalwire', 'GET', `${laml}.wav`),
    ];
    for (const wav of wavs) {
      expect(wav.equals(wavs[0] ?? Buffer.alloc(0))).toBe(true);
      const [heard = new Int16Array()] = readWav(wav).channels;
      expect(correlate(said, heard, { maxLag: 400 }).value).toBeGreaterThan(0.95);
    }
    const mp3s = [
      await bytes('asterisk', 'GET', ari, { accept: 'audio/mpeg' }),
      await bytes('imagicle', 'GET', imagicle),
      await bytes('signalwire', 'GET', `${laml}.mp3`),
    ];
    for (const mp3 of mp3s) {
      expect(mp3.equals(mp3s[0] ?? Buffer.alloc(0))).toBe(true);
      const heard = await decodeMp3(mp3);
      expect(heard.sampleRateHz).toBe(sampleRateHz);
      expect(heard.samples.length).toBe(readWav(wavs[0] ?? Buffer.alloc(0)).channels[0]?.length);
      expect(correlate(said, heard.samples, { maxLag: 400 }).value).toBeGreaterThan(0.9);
    }
  },
);

test('records 50 simultaneous calls, each complete and none mixed up', async () => {
  const calls = await Promise.all(Array.from({ length: 50 }, () => call()));
  const recordings = await Promise.all(
    calls.map(async ({ id }) => {
      const response = await send('native', 'POST', '/api/v1/recordings', {
        body: { sessionId: id },
      });
      return ((await response.json()) as { id: string }).id;
    }),
  );
  const frequency = (index: number) => 300 + 60 * index;
  await Promise.all(
    calls.map(({ caller }, index) =>
      caller.play(tone({ frequencyHz: frequency(index), durationMs: 2000, amplitude: 0.3 }), {
        sampleRateHz: 8000,
        speed: 2,
      }),
    ),
  );
  await Promise.all(calls.map(({ caller }) => caller.hangUp()));
  for (const [index, id] of recordings.entries()) {
    const { media } = await inState(`/api/v1/recordings/${id}`, 'done');
    expect(Math.abs(media.durationMs - 2000)).toBeLessThanOrEqual(40);
    const wav = readWav(await bytes('signalwire', 'GET', `${LAML}/Recordings/${id}.wav`));
    const [heard = new Int16Array()] = wav.channels;
    expect(Math.abs(frequencyOf(heard, 8000) - frequency(index))).toBeLessThan(5);
  }
});
