import { stat } from 'node:fs/promises';
import { readWav } from '@tricord/audio';
import { livePath } from '@tricord/capture';
import { GatewayProcess, type RecordedCall, TricordProcess } from '@tricord/lab';
import { type TemporaryFolder, temporaryFolder, tone } from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CallbackReceiver } from '../support/callback-receiver.ts';

const ENDED = 5;
const LIVE = 20;
const RATE_HZ = 8000;
/** The default flush interval, and the interval in which audio leaves the timelines. */
const UNWRITTEN_MS = 1100;
/** For callers and gateway on a loaded machine. */
const LATE_MS = 500;

let folder: TemporaryFolder;
let elsewhere: TemporaryFolder;
let receiver: CallbackReceiver;
const gateways: GatewayProcess[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
  elsewhere = await temporaryFolder();
  receiver = await CallbackReceiver.open();
});
afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close();
  await receiver.close();
  await folder.close();
  await elsewhere.close();
});

async function open(at: TemporaryFolder): Promise<GatewayProcess> {
  const webhooks = {
    allowPrivate: ['127.0.0.1/32'],
    endpoints: [{ url: `${receiver.url}/hook`, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }],
  };
  const gateway = await GatewayProcess.open(at.path, { webhooks });
  gateways.push(gateway);
  return gateway;
}

/** Runs a command in a folder with a configuration. It must succeed. */
async function run(at: TemporaryFolder, ...args: string[]): Promise<string> {
  const command = new TricordProcess(args, { cwd: at.path });
  const code = await command.exited;
  expect([code, code === 0 ? '' : command.stderr]).toEqual([0, '']);
  return command.stdout;
}

const finishedOf = ({ requests }: CallbackReceiver, id: string) =>
  requests.filter(({ body }) => body.includes('recording.finished') && body.includes(id)).length;

/** The samples of a recording with one channel. */
async function samplesOf(gateway: GatewayProcess, id: string): Promise<Int16Array> {
  return readWav(await gateway.wav(id)).channels[0] ?? new Int16Array();
}

test(`a backup during ${LIVE} live calls, restored elsewhere: ended recordings to the sample, live ones whole up to the backup, and nobody is told twice`, async () => {
  const gateway = await open(folder);
  const backups = `${folder.path}/backups`;

  const ended = new Map<string, Buffer>();
  for (let n = 0; n < ENDED; n += 1) {
    const { caller, recordingId } = await gateway.recordedCall();
    const samples = tone({ frequencyHz: 400 + 100 * n, durationMs: 300 });
    await caller.play(samples, { sampleRateHz: RATE_HZ });
    await caller.hangUp();
    await gateway.waitUntil(`/recordings/${recordingId}`, ({ state }) => state === 'done');
    ended.set(recordingId, await gateway.wav(recordingId));
    await receiver.waitFor(
      ({ body }) => body.includes('recording.finished') && body.includes(recordingId),
    );
  }

  const calls: RecordedCall[] = [];
  for (let n = 0; n < LIVE; n += 1) calls.push(await gateway.recordedCall());
  const begunMs = performance.now();
  const stop = new AbortController();
  const playing = calls.map(({ caller }, n) =>
    caller.play(tone({ frequencyHz: 300 + 60 * n, durationMs: 60_000 }), {
      ...{ sampleRateHz: RATE_HZ, signal: stop.signal },
    }),
  );
  // A second of each call has been written, 16 bits a sample.
  for (const { recordingId } of calls) {
    const path = livePath(`${folder.path}/data/live`, recordingId);
    await expect
      .poll(async () => (await stat(path)).size, { timeout: 30_000 })
      .toBeGreaterThan(2 * RATE_HZ);
  }
  const backedUpMs = performance.now() - begunMs;
  const report = JSON.parse(await run(folder, 'backup', backups, '--json', '--keep', '3'));
  expect(report.manifest).toMatchObject({ recordings: ENDED, damaged: [] });
  expect(report.manifest.live).toHaveLength(LIVE);
  stop.abort();
  await Promise.all(playing);
  await Promise.all(calls.map(({ caller }) => caller.hangUp()));
  const originals = new Map<string, Int16Array>();
  for (const { recordingId } of calls) {
    const done = await gateway.waitUntil<{ state: string; media?: { gaps: unknown[] } }>(
      `/recordings/${recordingId}`,
      ({ state }) => state === 'done',
    );
    // The backup disturbed none of them.
    expect(done.media?.gaps).toEqual([]);
    originals.set(recordingId, await samplesOf(gateway, recordingId));
  }
  await gateway.process.stop();

  await run(elsewhere, 'restore', backups, '--data-dir', 'data');
  const told = receiver.requests.length;
  const restored = await open(elsewhere);
  expect(restored.process.stdout).toContain(
    'Deliveries (callbacks, webhooks, mail) are held since a restore',
  );
  for (const [id, wav] of ended) expect((await restored.wav(id)).equals(wav)).toBe(true);
  for (const { recordingId } of calls) {
    expect(await restored.recording(recordingId)).toMatchObject({
      ...{ state: 'done', endReason: 'interrupted' },
    });
    const kept = await samplesOf(restored, recordingId);
    expect((kept.length / RATE_HZ) * 1000).toBeGreaterThan(backedUpMs - UNWRITTEN_MS - LATE_MS);
    const same = originals.get(recordingId)?.subarray(0, kept.length);
    expect(Buffer.from(kept.buffer).equals(Buffer.from(Int16Array.from(same ?? []).buffer))).toBe(
      true,
    );
  }
  expect(await run(elsewhere, 'verify')).toMatch(/: no findings\.\n$/);
  expect(await run(elsewhere, 'audit', 'verify')).toContain(
    `restored from the snapshot ${report.snapshot}`,
  );

  // What the copy would tell is held, and given up; what is new is told.
  expect(await restored.metric('tricord_deliveries_held')).toBe(1);
  expect(await restored.metric('tricord_webhook_pending')).toBeGreaterThanOrEqual(LIVE);
  expect(receiver.requests.length).toBe(told);
  await run(elsewhere, 'webhooks', 'release', '--drop');
  const { caller, recordingId } = await restored.recordedCall();
  await caller.hangUp();
  await receiver.waitFor(
    ({ body }) => body.includes('recording.finished') && body.includes(recordingId),
  );
  for (const { recordingId: id } of calls) expect(finishedOf(receiver, id)).toBe(1);
  expect(await restored.metric('tricord_deliveries_held')).toBe(0);
}, 180_000);
