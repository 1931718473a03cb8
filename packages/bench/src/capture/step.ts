import { setTimeout as wait } from 'node:timers/promises';
import { BenchGateway } from '../gateway/bench-gateway.ts';
import { eventLoopDelayMs } from '../gateway/event-loop-delay.ts';
import { framesDue } from '../load/load-generator.ts';
import type { LoadReply, LoadRequest } from '../load/load-messages.ts';
import type { ProbeReply, ProbeRequest } from '../probe/probe-messages.ts';
import { monotonicMs } from '../process/monotonic.ts';
import { type ProcessUse, useOf } from '../process/process-meter.ts';
import { WorkerProcess } from '../process/worker-process.ts';
import type { FrameRange } from './fault-of.ts';
import { Losses } from './losses.ts';
import { probeTargets } from './probe-targets.ts';
import {
  beginAll,
  checkAll,
  describe,
  type Recorded,
  type Stopped,
  stopOne,
} from './recordings.ts';
import { type SourceName, streamsOf } from './streams.ts';

export interface StepOptions {
  readonly source: SourceName;
  /** Number of concurrent calls of two tracks. */
  readonly calls: number;
  /** How long the CPU usage is measured. */
  readonly seconds: number;
  /** How long the APIs are probed meanwhile. */
  readonly probeSeconds: number;
  /** Folder for a CPU profile of the gateway. */
  readonly profileTo?: string | undefined;
}

/** The measurements of a step. */
export interface StepResult {
  readonly source: SourceName;
  readonly calls: number;
  readonly tracks: number;
  /** The losses, or an empty string. */
  readonly lost: string;
  /** CPU usage of the gateway, in CPU seconds per second. */
  readonly cores: number;
  readonly residentBytes: number;
  /** The usage of the gateway before any call. */
  readonly idleBytes: number;
  readonly writtenBytesPerSecond: number;
  /** 99th percentile. */
  readonly eventLoopDelayMs: number;
  readonly stopMs: readonly number[];
  readonly apiMs: ReadonlyMap<string, readonly number[]>;
  /** The maximum lateness of a frame of the load. */
  readonly loadLateMs: number;
  /** The warnings of the gateway. */
  readonly warnings: readonly string[];
}

/** Audio that arrives later than this counts as missing in the recorder, so that no longer delay is acceptable. */
const MAX_DELAY_MS = 100;
/** Long enough for each API to answer a few times. */
const REHEARSAL_SECONDS = 0.6;
/** The first seconds are not measured, because code is still being compiled. */
const WARM_UP_MS = 2000;
/** This many recordings, but at most half of them, are stopped while everything else continues … */
const STOPS = 60;
/** … one after another, at this interval. */
const STOP_INTERVAL_MS = 60;
/** By this time, everything in transit when the load stops has arrived. */
const SETTLE_MS = 500;

/** Records this many concurrent calls with a new gateway, and checks for losses. */
export async function runStep(options: StepOptions): Promise<StepResult> {
  const gateway = await BenchGateway.start({ profileTo: options.profileTo });
  const load = new WorkerProcess<LoadRequest, LoadReply>(
    new URL('../load/load-process.js', import.meta.url),
  );
  const prober = new WorkerProcess<ProbeRequest, ProbeReply>(
    new URL('../probe/probe-process.js', import.meta.url),
  );
  try {
    return await new Step(options, gateway, load, prober).run();
  } finally {
    await Promise.all([load.close(), prober.close()]);
    await gateway.close();
  }
}

class Step {
  readonly #options: StepOptions;
  readonly #gateway: BenchGateway;
  readonly #load: WorkerProcess<LoadRequest, LoadReply>;
  readonly #prober: WorkerProcess<ProbeRequest, ProbeReply>;
  readonly #losses = new Losses();

  constructor(
    options: StepOptions,
    gateway: BenchGateway,
    load: WorkerProcess<LoadRequest, LoadReply>,
    prober: WorkerProcess<ProbeRequest, ProbeReply>,
  ) {
    this.#options = options;
    this.#gateway = gateway;
    this.#load = load;
    this.#prober = prober;
  }

  async run(): Promise<StepResult> {
    const { source, calls } = this.#options;
    const { api } = this.#gateway;
    await this.#rehearse();
    const idle = this.#use();
    const streams = streamsOf(source, calls, this.#gateway);
    await this.#load.ask({ type: 'open', calls: streams.map(({ call }) => call) }, 'opened');
    const stops = Math.min(STOPS, Math.floor(streams.length / 2));
    const probed = streams[stops];
    if (probed !== undefined) await describe(api, probed);
    const recorded = await beginAll(api, streams, this.#losses);
    const { startMs } = await this.#load.ask({ type: 'play' }, 'playing');
    const steady = await this.#measure();
    const kept = recorded.slice(stops);
    const [{ latenciesMs, refused }, stopped] = await Promise.all([
      this.#probe(kept, this.#options.probeSeconds),
      this.#stopSome(recorded.slice(0, stops)),
    ]);
    for (const answer of refused) this.#losses.note(`API ${answer}`);
    const { pace, broken } = await this.#load.ask({ type: 'stop' }, 'stopped');
    for (const why of broken) this.#losses.note(`connection lost (${why})`);
    await wait(SETTLE_MS);
    await this.#load.ask({ type: 'hang-up' }, 'hung-up');
    await checkAll(api, kept, ({ index }) => whole(pace.frames[index] ?? 0), this.#losses);
    await checkAll(
      api,
      stopped,
      (one) => cut(one as Stopped, startMs, pace.latestMs),
      this.#losses,
    );
    return {
      source,
      calls,
      tracks: streams.reduce((sum, { call }) => sum + call.tones.length, 0),
      lost: String(this.#losses),
      ...steady,
      idleBytes: idle.residentBytes,
      stopMs: stopped.map(({ downloadableMs }) => downloadableMs),
      apiMs: latenciesMs,
      loadLateMs: pace.latestMs,
      warnings: [...this.#gateway.warnings].map(([message, count]) => `${count} × ${message}`),
    };
  }

  /** Runs one complete call, to warm up everything that is measured. */
  async #rehearse(): Promise<void> {
    const { api } = this.#gateway;
    const streams = streamsOf(this.#options.source, 1, this.#gateway);
    await this.#load.ask({ type: 'open', calls: streams.map(({ call }) => call) }, 'opened');
    for (const stream of streams) await describe(api, stream);
    const recorded = await beginAll(api, streams, this.#losses);
    await this.#load.ask({ type: 'play' }, 'playing');
    await this.#probe(recorded, REHEARSAL_SECONDS);
    await Promise.all(recorded.map((one) => stopOne(api, one)));
    await this.#load.ask({ type: 'stop' }, 'stopped');
    await this.#load.ask({ type: 'hang-up' }, 'hung-up');
  }

  /** The usage of the gateway during all calls, without API requests. */
  async #measure() {
    const { api } = this.#gateway;
    await wait(WARM_UP_MS);
    // Reading resets the measurement.
    await eventLoopDelayMs(api);
    const startMs = monotonicMs();
    const before = this.#use();
    await wait(1000 * this.#options.seconds);
    const after = this.#use();
    const seconds = (monotonicMs() - startMs) / 1000;
    const delayMs = await eventLoopDelayMs(api);
    if (delayMs > MAX_DELAY_MS) this.#losses.note('event loop late');
    return {
      cores: (after.cpuSeconds - before.cpuSeconds) / seconds,
      residentBytes: after.residentBytes,
      writtenBytesPerSecond: (after.writtenBytes - before.writtenBytes) / seconds,
      eventLoopDelayMs: delayMs,
    };
  }

  async #probe(recorded: readonly Recorded[], seconds: number) {
    const { port, account } = this.#gateway;
    const targets = probeTargets(account, recorded[0]?.id);
    return this.#prober.ask({ type: 'probe', port, targets, seconds }, 'probed');
  }

  async #stopSome(recorded: readonly Recorded[]): Promise<readonly Stopped[]> {
    const stopping = recorded.map(async (one, index) => {
      await wait(index * STOP_INTERVAL_MS);
      return stopOne(this.#gateway.api, one);
    });
    return Promise.all(stopping);
  }

  #use(): ProcessUse {
    return useOf(this.#gateway.pid);
  }
}

/** A recording from the first frame to the hang-up. */
function whole(sent: number): FrameRange {
  return { least: sent - 1, most: sent };
}

/** A stopped recording: frames in transit, or due and not yet sent, may be missing. */
function cut(
  { index, sentMs, answeredMs }: Stopped,
  startMs: number,
  loadLateMs: number,
): FrameRange {
  return {
    least: framesDue(index, startMs, sentMs - MAX_DELAY_MS - loadLateMs) - 1,
    most: framesDue(index, startMs, answeredMs),
  };
}
