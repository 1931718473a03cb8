import { createHash } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { readWav } from '@tricord/audio';
import {
  type ApiRecording,
  GatewayProcess,
  LINE,
  type RecordedCall,
  testConfig,
} from '@tricord/lab';
import {
  frequencyOf,
  randomOf,
  type TemporaryFolder,
  temporaryFolder,
  tone,
} from '@tricord/testkit';
import { afterEach, beforeEach, expect, test } from 'vitest';

const ROUNDS = 20;
const CALLS = 20;
const RATE_HZ = 8000;
/** Differs in each run; the test's name has it. */
const SEED = Date.now() % 1_000_000;

/** The default flush interval: older audio has been written. */
const FLUSH_MS = 1000;
/** The interval at which audio leaves the timelines and the ledger is written. */
const TICK_MS = 100;
/**
 * The gateway has not received everything that a caller has sent: the last frames are in socket buffers, or in a turn of
 * the event loop that the kill cut off. Together with the ledger's interval, this limits how far kept + lost may differ
 * from sent.
 */
const ACCOUNT_MS = 150;
/** Interval at which the callers' timer delay is sampled. */
const DELAY_RESOLUTION_MS = 10;
/** Interval at which the gateway's response time is sampled. */
const RESPONSE_INTERVAL_MS = 20;

let folder: TemporaryFolder;
let gateway: GatewayProcess | undefined;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(async () => {
  await gateway?.close();
  await folder.close();
});

interface Crashed extends RecordedCall {
  readonly frequencyHz: number;
  /** Length of the audio sent before the kill. */
  readonly sentMs: number;
  /** How late the callers' timers and the gateway's responses were at most: so much of what was sent it had not read. */
  readonly lateMs: number;
}

const frequencyOfCall = (index: number) => 300 + 60 * index;
/** Longer than any call here lasts. Created in advance, because it would delay the callers. */
const TONES = Array.from({ length: CALLS }, (_, index) =>
  tone({ frequencyHz: frequencyOfCall(index), durationMs: 10_000 }),
);

/** Asks for a URL again and again, and measures how long a response takes. */
class ResponseTimes {
  #worstMs = 0;
  #askedMs = performance.now();
  #isStopped = false;

  constructor(url: string) {
    void this.#ask(url);
  }

  /** @returns the longest time so far, in milliseconds; a response that has not come counts as long as it has taken */
  stop(): number {
    this.#isStopped = true;
    return Math.max(this.#worstMs, performance.now() - this.#askedMs);
  }

  async #ask(url: string): Promise<void> {
    while (!this.#isStopped) {
      this.#askedMs = performance.now();
      // The last one fails with the gateway.
      await fetch(url).then(
        (response) => response.arrayBuffer(),
        () => undefined,
      );
      this.#worstMs = Math.max(this.#worstMs, performance.now() - this.#askedMs);
      await new Promise((resolve) => setTimeout(resolve, RESPONSE_INTERVAL_MS));
      this.#askedMs = performance.now();
    }
  }
}

/** Kills the gateway `killMs` after 20 callers have started to speak. */
async function crash(victim: GatewayProcess, killMs: number): Promise<readonly Crashed[]> {
  const calls = await Promise.all(Array.from({ length: CALLS }, () => victim.recordedCall()));
  const sentMs = calls.map(() => 0);
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  delay.enable();
  const responses = new ResponseTimes(`${victim.url}/healthz`);
  const playing = calls.map(({ caller }, index) =>
    caller.play(TONES[index] ?? new Int16Array(0), {
      sampleRateHz: RATE_HZ,
      onProgress: (playedMs) => {
        sentMs[index] = playedMs;
      },
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, killMs));
  victim.process.kill('SIGKILL');
  const sentByThen = [...sentMs];
  delay.disable();
  const lateMs = Math.max(0, delay.max / 1e6 - DELAY_RESOLUTION_MS) + responses.stop();
  await victim.process.exited;
  await Promise.all([...playing, ...calls.map(({ caller }) => caller.closed)]);
  return calls.map((call, index) => ({
    ...call,
    frequencyHz: frequencyOfCall(index),
    sentMs: sentByThen[index] ?? 0,
    lateMs,
  }));
}

/** @returns the loss that the recording reports, in milliseconds */
async function expectAccount(survivor: GatewayProcess, call: Crashed): Promise<number> {
  const { recordingId, sessionId, sentMs, lateMs } = call;
  const toleranceMs = ACCOUNT_MS + lateMs;
  const recording = await survivor.recording(recordingId);
  const session = await survivor.json<{ state: string }>('GET', `/sessions/${sessionId}`);
  expect(session.state).toBe('ended');
  if (recording.state === 'failed') {
    // Killed before its first flush.
    expect(sentMs).toBeLessThan(FLUSH_MS + TICK_MS + toleranceMs);
    const [, lost] =
      /^Interrupted before any audio was kept(?:; (\d+) ms lost)?$/.exec(recording.cause ?? '') ??
      [];
    expect(Math.abs(Number(lost) - sentMs)).toBeLessThanOrEqual(toleranceMs);
    return Number(lost);
  }
  expect(recording).toMatchObject({ state: 'done', endReason: 'interrupted' });
  const { keptMs, lostMs } = stated(recording);
  expect(Math.abs(keptMs + lostMs - sentMs)).toBeLessThanOrEqual(toleranceMs);
  expect(sentMs - keptMs).toBeLessThanOrEqual(FLUSH_MS + TICK_MS + toleranceMs);
  await expectAudio(survivor, recording, call.frequencyHz);
  return lostMs;
}

/** Checks the recording's data; the loss is a single gap at the end. */
function stated({ media }: ApiRecording): { keptMs: number; lostMs: number } {
  const keptMs = media?.durationMs ?? 0;
  const lost = media?.gaps.filter(({ reason }) => reason === 'crash') ?? [];
  expect(lost.length).toBeLessThanOrEqual(1);
  for (const { offsetMs } of lost) expect(offsetMs).toBe(keptMs);
  return { keptMs, lostMs: lost[0]?.lengthMs ?? 0 };
}

/** Checks that the audio is a valid WAV, matches the catalog's checksum, and is this call's tone. */
async function expectAudio(
  survivor: GatewayProcess,
  { id, media }: ApiRecording,
  frequencyHz: number,
) {
  const wav = await survivor.wav(id);
  expect(createHash('sha256').update(wav).digest('hex')).toBe(media?.sha256);
  const { durationMs, channels } = readWav(wav);
  expect(Math.round(durationMs)).toBe(media?.durationMs);
  const [heard = new Int16Array()] = channels;
  // Shorter audio has too few waves to measure.
  if (durationMs >= 100)
    expect(Math.abs(frequencyOf(heard, RATE_HZ) - frequencyHz)).toBeLessThan(5);
}

test(`kill -9 during ${CALLS} calls, ${ROUNDS} times: every recording is kept up to its last flush and reports its loss (seed ${SEED})`, async () => {
  const random = randomOf(SEED);
  gateway = await GatewayProcess.open(folder.path);
  for (let round = 0; round < ROUNDS; round += 1) {
    const calls = await crash(gateway, 300 + random() * 2200);
    if (round % 4 === 3) {
      // The next start is killed as well, at any point up to its first response.
      const second = await GatewayProcess.startWithTestConfig(folder.path);
      await new Promise((resolve) => setTimeout(resolve, 200 + random() * 500));
      await second.close();
    }
    gateway = await GatewayProcess.open(folder.path);
    for (const call of calls) await expectAccount(gateway, call);
  }
  const { recordings } = await gateway.json<{ recordings: ApiRecording[] }>(
    'GET',
    '/recordings?limit=1000',
  );
  expect(recordings.length).toBe(ROUNDS * CALLS);
}, 600_000);

test('kill -9 while a call on an automatic line waits for room: it is a failed recording', async () => {
  const accounts = testConfig('data').accounts.map((account) => ({
    ...account,
    users: [{ username: 'user1', lines: [{ ...LINE, recordingMode: 'automatic' as const }] }],
  }));
  // No disk has so much.
  const recording = { minFreeBytes: Number.MAX_SAFE_INTEGER };
  gateway = await GatewayProcess.open(folder.path, { accounts, recording });
  const { sessionId, caller } = await gateway.call();
  await gateway.json('PUT', `/sessions/${sessionId}`, { line: LINE });
  const waiting = 'tricord_line_calls_waiting{mode="automatic"}';
  while ((await gateway.metric(waiting)) !== 1) await new Promise(setImmediate);
  gateway.process.kill('SIGKILL');
  await Promise.all([gateway.process.exited, caller.closed]);
  gateway = await GatewayProcess.open(folder.path, { accounts, recording });
  const { recordings } = await gateway.json<{ recordings: ApiRecording[] }>('GET', '/recordings');
  expect(recordings).toMatchObject([
    {
      state: 'failed',
      target: { id: sessionId },
      cause: 'Interrupted before recording could begin',
    },
  ]);
  expect(await gateway.json('GET', `/sessions/${sessionId}`)).toMatchObject({ state: 'ended' });
});
