import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FRAME_SAMPLES, type ToneCallSpec, WebSocketConnection } from '@tricord/callers';
import { type Asterisk, startAsterisk } from '@tricord/lab';
import { Losses } from '../capture/losses.ts';
import { inParallel } from '../in-parallel.ts';
import type { LoadReply, LoadRequest } from '../load/load-messages.ts';
import { monotonicMs } from '../process/monotonic.ts';
import { useOf } from '../process/process-meter.ts';
import { WorkerProcess } from '../process/worker-process.ts';

export interface AsteriskStepResult {
  readonly version: string;
  readonly tracks: number;
  /** CPU usage of Asterisk while recording, in CPU seconds per second. */
  readonly cores: number;
  /** The same with idle channels, before any audio or recording. */
  readonly idleCores: number;
  readonly residentBytes: number;
  readonly idleBytes: number;
  /** The losses, or an empty string. */
  readonly lost: string;
}

interface Channel {
  readonly id: string;
  /** Path of its media. */
  readonly path: string;
}

const APPLICATION = 'bench';
/** Maximum number of concurrent requests. */
const WIDTH = 4;
const WARM_UP_MS = 2000;
const WAV_HEADER_BYTES = 44;
/** How many frames may be missing at the ends of Asterisk's recordings. */
const END_FRAMES = 10;

/**
 * Records µ-law tracks with the lab's Asterisk: WebSocket channels that we send to in real time, each
 * in Stasis and recorded as WAV by ARI.
 */
export async function runAsteriskStep(
  tracks: number,
  seconds: number,
): Promise<AsteriskStepResult> {
  const asterisk = await startAsterisk();
  const load = new WorkerProcess<LoadRequest, LoadReply>(
    new URL('../load/load-process.js', import.meta.url),
  );
  try {
    const events = await openEvents(asterisk);
    try {
      return await measure(asterisk, load, tracks, seconds);
    } finally {
      await events.close();
    }
  } finally {
    await load.close();
    await asterisk.stop();
  }
}

/** The application exists only while a client is connected to its events. */
function openEvents({ httpPort, users }: Asterisk): Promise<WebSocketConnection> {
  const { username, password } = users.readWrite;
  return WebSocketConnection.open({
    port: httpPort,
    path: `/ari/events?app=${APPLICATION}&api_key=${username}:${password}`,
  });
}

async function measure(
  asterisk: Asterisk,
  load: WorkerProcess<LoadRequest, LoadReply>,
  tracks: number,
  seconds: number,
): Promise<AsteriskStepResult> {
  const { system } = await asterisk.ari('GET', '/asterisk/info');
  const idleBytes = useOf(asterisk.pid).residentBytes;
  const losses = new Losses();
  const channels = await createChannels(asterisk, tracks);
  await load.ask({ type: 'open', calls: channels.map(callInto(asterisk.httpPort)) }, 'opened');
  const idleCores = await coresOf(asterisk.pid, 2);
  await recordAll(asterisk, channels, losses);
  await load.ask({ type: 'play' }, 'playing');
  await wait(WARM_UP_MS);
  const cores = await coresOf(asterisk.pid, seconds);
  const { residentBytes } = useOf(asterisk.pid);
  const { pace, broken } = await load.ask({ type: 'stop' }, 'stopped');
  for (const why of broken) losses.note(`connection lost (${why})`);
  await wait(500);
  await stopAll(asterisk, channels);
  await load.ask({ type: 'hang-up' }, 'hung-up');
  await checkFiles(asterisk, channels, pace.frames, losses);
  return {
    version: system.version.split('+')[0] ?? '',
    ...{ tracks, cores, idleCores, residentBytes, idleBytes },
    lost: String(losses),
  };
}

async function createChannels(asterisk: Asterisk, count: number): Promise<readonly Channel[]> {
  const channels: Channel[] = [];
  await inParallel([...Array(count).keys()], WIDTH, async () => {
    const { id, channelvars } = await asterisk.ari('POST', '/channels/externalMedia', {
      app: APPLICATION,
      transport: 'websocket',
      connection_type: 'server',
      encapsulation: 'none',
      format: 'ulaw',
    });
    channels.push({ id, path: `/media/${channelvars.MEDIA_WEBSOCKET_CONNECTION_ID}` });
  });
  return channels;
}

function callInto(port: number): (channel: Channel, index: number) => ToneCallSpec {
  return ({ path }, index) => ({ kind: 'asterisk-websocket', port, path, tones: [index] });
}

async function recordAll(
  asterisk: Asterisk,
  channels: readonly Channel[],
  losses: Losses,
): Promise<void> {
  await inParallel(channels, WIDTH, async ({ id }) => {
    const recording = { name: id, format: 'wav' };
    await asterisk.ari('POST', `/channels/${id}/record`, recording).catch((error: unknown) => {
      losses.note(String(error));
    });
  });
}

/** Channels that could not be recorded have already been counted, and have nothing to stop. */
async function stopAll(asterisk: Asterisk, channels: readonly Channel[]): Promise<void> {
  await inParallel(channels, WIDTH, async ({ id }) => {
    await asterisk.ari('POST', `/recordings/live/${id}/stop`).catch(() => undefined);
  });
}

async function coresOf(pid: number, seconds: number): Promise<number> {
  const startMs = monotonicMs();
  const before = useOf(pid).cpuSeconds;
  await wait(1000 * seconds);
  return ((useOf(pid).cpuSeconds - before) * 1000) / (monotonicMs() - startMs);
}

/** Checks only the duration: Asterisk is not under test. */
async function checkFiles(
  { recordingsFolder }: Asterisk,
  channels: readonly Channel[],
  frames: readonly number[],
  losses: Losses,
): Promise<void> {
  for (const [index, { id }] of channels.entries()) {
    const path = join(recordingsFolder, `${id}.wav`);
    const bytes = await stat(path).then(
      ({ size }) => size - WAV_HEADER_BYTES,
      () => 0,
    );
    const missing = (frames[index] ?? 0) - bytes / 2 / FRAME_SAMPLES;
    if (missing > END_FRAMES) losses.note('recording too short');
  }
}
