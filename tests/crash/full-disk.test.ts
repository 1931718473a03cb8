import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readWav } from '@tricord/audio';
import {
  ACCOUNT_ID,
  type ApiRecording,
  AUTHORIZATION,
  GatewayProcess,
  LINE,
  type RecordedCall,
} from '@tricord/lab';
import {
  energyOf,
  frequencyOf,
  type TemporaryFolder,
  temporaryFolder,
  tone,
} from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SmallDisk } from './small-disk.ts';

const trial = SmallDisk.mount(1);
if (typeof trial !== 'string') trial.close();
const cannot = typeof trial === 'string' ? trial : undefined;
/** Skips the test if no small file system can be mounted; the reason is in its name. */
const onSmallDisk = (name: string, run: () => Promise<void>) =>
  cannot === undefined ? test(name, run, 60_000) : test.skip(`${name} (${cannot})`, run);

const FLOOR_BYTES = 1024 * 1024;
const DISK_MB = 20;

let folder: TemporaryFolder;
let disk: SmallDisk;
let gateway: GatewayProcess;
beforeEach(async () => {
  if (cannot !== undefined) return;
  folder = await temporaryFolder();
  const mounted = SmallDisk.mount(DISK_MB);
  if (typeof mounted === 'string') throw new Error(mounted);
  disk = mounted;
  gateway = await open();
});
afterEach(async () => {
  if (cannot !== undefined) return;
  await gateway.close();
  disk.close();
  await folder.close();
});

/** Interval between two polls. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 20));

const dataDir = () => join(disk.path, 'data');
const open = () =>
  GatewayProcess.open(folder.path, { recording: { minFreeBytes: FLOOR_BYTES } }, dataDir());

const LENGTHY = Object.fromEntries(
  Array.from({ length: 10 }, (_, index) => [`note${index}`, 'x'.repeat(1000)]),
);

const hertz = (index: number) => 400 + 200 * index;

/** Sends one second of audio at four times its speed, and waits until it is on disk. */
async function sayASecond(
  { caller, recordingId }: RecordedCall,
  frequencyHz = 1000,
): Promise<void> {
  const samples = tone({ frequencyHz, durationMs: 1000 });
  await caller.play(samples, { sampleRateHz: 8000, speed: 4 });
  await onDisk(recordingId, 1000);
}

async function onDisk(recordingId: string, ms: number): Promise<void> {
  const file = join(dataDir(), 'live', `${recordingId}.wav`);
  while ((await readFile(file)).length < 44 + ms * 16) await turn();
}

async function written(path: string): Promise<void> {
  const { mtimeMs } = await stat(path);
  while ((await stat(path)).mtimeMs === mtimeMs) await turn();
}

/**
 * Pauses a recording, and waits until everything from before the pause is on disk. Right after a pause, up to a flush
 * interval of audio is still in memory; a disk that is full by then fails the recording.
 */
async function pauseWithAllOnDisk(recordingId: string): Promise<void> {
  await gateway.json('POST', `/recordings/${recordingId}/pause`);
  const ledger = join(dataDir(), 'live', 'ledger');
  // The first write may have started before the pause.
  await written(ledger);
  await written(ledger);
  const entries = await readFile(ledger);
  const id = Buffer.from(recordingId.replaceAll('-', ''), 'hex');
  await onDisk(recordingId, entries.readDoubleLE(entries.indexOf(id) + id.length));
}

/** Mutes and unmutes until even that does not fit into the catalog. */
async function exhaustCatalog(recordingId: string): Promise<void> {
  for (let verb = 'mute'; ; verb = verb === 'mute' ? 'unmute' : 'mute') {
    const response = await gateway.fetch('POST', `/api/v1/recordings/${recordingId}/${verb}`);
    await response.body?.cancel();
    if (response.status !== 200) return expect(response.status).toBe(500);
  }
}

/**
 * Checks that the recording can be fetched and starts with the second of audio that was sent, followed by silence until the
 * recording was paused or stopped.
 */
async function expectSecond({ id, media }: ApiRecording): Promise<void> {
  const { durationMs, channels } = readWav(await gateway.wav(id));
  expect(Math.round(durationMs)).toBe(media?.durationMs);
  expect(durationMs).toBeGreaterThanOrEqual(940);
  const [heard = new Int16Array()] = channels;
  expect(energyOf(heard.subarray(0, 7500))).toBeGreaterThan(0.001);
  expect(energyOf(heard.subarray(8500))).toBe(0);
}

async function storedFile(id: string): Promise<Buffer> {
  const media = join(dataDir(), 'media');
  const names = await readdir(media, { recursive: true });
  return readFile(join(media, names.find((name) => name.includes(id)) ?? 'none'));
}

async function ready(): Promise<[number, string | undefined]> {
  const response = await fetch(`${gateway.url}/readyz`);
  const { checks } = (await response.json()) as { checks: Record<string, string> };
  return [response.status, checks.recorder];
}

async function untilReady(status: number): Promise<void> {
  while ((await ready())[0] !== status) await turn();
}

/** Checks how each API refuses to start a recording. */
async function refusals(sessionId: string): Promise<readonly unknown[]> {
  const native = await gateway.fetch('POST', '/api/v1/recordings', { sessionId });
  const ari = await gateway.fetch(
    'POST',
    `/ari/channels/${sessionId}/record?name=more&format=wav`,
    undefined,
    'asterisk',
  );
  const imagicle = await gateway.fetch(
    'POST',
    '/fw/Apps/Recorder/WebAPI/LiveRecordings',
    { directoryNumber: LINE.directoryNumber },
    'imagicle',
  );
  const laml = await fetch(
    `${gateway.url}/api/laml/2010-04-01/Accounts/${ACCOUNT_ID}/Calls/${sessionId}/Recordings.json`,
    { method: 'POST', headers: { authorization: AUTHORIZATION.signalwire } },
  );
  return [native.status, ari.status, await ari.json(), imagicle.status, laml.status];
}

onSmallDisk(
  'a full disk fails only the recordings that need space; with space again, everything works',
  async () => {
    const ended = await gateway.recordedCall();
    await sayASecond(ended);
    await ended.caller.hangUp();
    await gateway.waitUntil(`/recordings/${ended.recordingId}`, ({ state }) => state === 'done');

    const waiting = await gateway.call();
    await gateway.json('PUT', `/sessions/${waiting.sessionId}`, { line: LINE });
    const paused = await gateway.recordedCall();
    await sayASecond(paused);
    await pauseWithAllOnDisk(paused.recordingId);
    const speaking = await Promise.all([0, 1, 2].map(() => gateway.recordedCall()));
    const voices = speaking.map(({ caller }, index) =>
      caller.play(tone({ frequencyHz: hertz(index), durationMs: 30_000 }), { sampleRateHz: 8000 }),
    );
    await Promise.all(speaking.map(({ recordingId }) => onDisk(recordingId, 1000)));
    expect(await ready()).toEqual([200, 'ok']);
    expect(await gateway.metric('tricord_store_free_bytes')).toBeGreaterThan(FLOOR_BYTES);

    disk.fill();
    for (const [index, { recordingId }] of speaking.entries()) {
      const path = `/recordings/${recordingId}`;
      const failed = await gateway.waitUntil<ApiRecording>(path, ({ state }) => state === 'failed');
      expect(failed.cause).toContain('ENOSPC');
      const kept = readWav(await storedFile(recordingId));
      expect(Math.round(kept.durationMs)).toBe(failed.media?.durationMs);
      expect(kept.durationMs).toBeGreaterThanOrEqual(1000);
      const [heard = new Int16Array()] = kept.channels;
      expect(Math.abs(frequencyOf(heard, 8000) - hertz(index))).toBeLessThan(5);
      expect(failed.media?.gaps.at(-1)).toMatchObject({
        offsetMs: failed.media?.durationMs,
        reason: 'back-pressure',
      });
      // The recording has already failed, so a stop must not report success.
      const stop = await gateway.fetch('POST', `/api/v1${path}/stop`);
      expect([stop.status, await stop.json()]).toMatchObject([
        409,
        { code: 'recording-not-live', state: 'failed' },
      ]);
    }

    // Whatever needs no space still works: ending a recording, fetching one, and the API itself.
    await gateway.json('POST', `/recordings/${paused.recordingId}/stop`);
    for (const { recordingId } of [ended, paused]) {
      const path = `/recordings/${recordingId}`;
      const done = await gateway.waitUntil<ApiRecording>(path, ({ state }) => state === 'done');
      await expectSecond(done);
    }
    await gateway.json('PUT', `/sessions/${crypto.randomUUID()}`, { externalId: 'later' });

    // Dropped audio closes admission at once; the lack of space is noticed within 5 s.
    while ((await gateway.metric('tricord_store_free_bytes')) >= FLOOR_BYTES) await turn();
    expect(await ready()).toEqual([503, 'failed']);
    expect(await refusals(waiting.sessionId)).toEqual([
      503,
      500,
      {
        message: expect.stringMatching(
          /^There is no room for another recording: the disk has 0 MiB free, less than the 1 MiB/,
        ),
      },
      503,
      503,
    ]);
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);

    disk.free();
    await untilReady(200);
    const { sessionId, caller } = waiting;
    const { id } = await gateway.json<ApiRecording>('POST', '/recordings', { sessionId });
    await gateway.waitUntil(`/recordings/${id}`, ({ state }) => state === 'recording');
    await sayASecond({ sessionId, caller, recordingId: id });
    await caller.hangUp();
    await gateway.waitUntil(`/recordings/${id}`, ({ state }) => state === 'done');

    gateway.process.kill('SIGTERM');
    expect(await gateway.process.exited).toBe(0);
    await Promise.all(voices);
    gateway = await open();
    const states = await Promise.all(
      [ended, paused, ...speaking].map(
        async (call) => (await gateway.recording(call.recordingId)).state,
      ),
    );
    expect(states).toEqual(['done', 'done', 'failed', 'failed', 'failed']);
  },
);

onSmallDisk(
  'if even the catalog cannot write, nothing crashes and no confirmed change is lost',
  async () => {
    const paused = await gateway.recordedCall();
    await sayASecond(paused);
    await pauseWithAllOnDisk(paused.recordingId);
    disk.fill();

    const described: string[] = [];
    for (let status = 201; status === 201; ) {
      const id = crypto.randomUUID();
      const response = await gateway.fetch('PUT', `/api/v1/sessions/${id}`, {
        metadata: LENGTHY,
      });
      status = response.status;
      await response.body?.cancel();
      if (status === 201) described.push(id);
      else expect(status).toBe(500);
    }
    // The catalog's reserve lasts for a while.
    expect(described.length).toBeGreaterThan(100);
    // A smaller change may still fit, but a stop is larger than a mute, so it cannot be saved either: 500. Its audio
    // needs no space, so the recording ends all the same.
    await exhaustCatalog(paused.recordingId);
    const stop = `/api/v1/recordings/${paused.recordingId}/stop`;
    expect((await gateway.fetch('POST', stop)).status).toBe(500);
    expect((await fetch(`${gateway.url}/healthz`)).status).toBe(200);
    const path = `/api/v1/sessions/${described[0]}`;
    expect((await gateway.fetch('GET', path)).status).toBe(200);

    disk.free();
    await untilReady(200);
    await gateway.json('PUT', `/sessions/${crypto.randomUUID()}`, {});
    gateway.process.kill('SIGTERM');
    expect(await gateway.process.exited).toBe(0);

    gateway = await open();
    for (const id of described) await gateway.json('GET', `/sessions/${id}`);
    const done = await gateway.recording(paused.recordingId);
    expect(done.state).toBe('done');
    await expectSecond(done);
  },
);
