import { setTimeout as wait } from 'node:timers/promises';
import { Losses } from '../capture/losses.ts';
import { beginAll, checkAll } from '../capture/recordings.ts';
import { streamsOf } from '../capture/streams.ts';
import { BenchGateway } from '../gateway/bench-gateway.ts';
import { eventLoopDelayMs, metric } from '../gateway/event-loop-delay.ts';
import { HttpClient } from '../gateway/http-client.ts';
import type { LoadReply, LoadRequest } from '../load/load-messages.ts';
import { monotonicMs } from '../process/monotonic.ts';
import { WorkerProcess } from '../process/worker-process.ts';
import { type FirstRequest, firstRequests } from './first-requests.ts';

export interface StartResult {
  /** From the start of the process until it is serving, milliseconds. */
  readonly readyMs: number;
  /** The latency of each request, milliseconds: the first time, and in the last round. */
  readonly firstMs: readonly number[];
  readonly laterMs: readonly number[];
  /** The maximum event loop delay during the first requests, beyond the timer's period, milliseconds. */
  readonly loopDelayMs: number;
  /** Recordings that were refused. */
  readonly refused: number;
  /** The error in the recording of the call, if any. */
  readonly lost: string;
  /** The warnings of the gateway. */
  readonly warnings: readonly string[];
}

/** The number of different requests, evenly spread over the first seconds. */
const REQUESTS = 100;
const WITHIN_MS = 2000;
/** The number of further rounds, of which the last one counts. */
const ROUNDS = 3;
/** Interval of the timer by which Node measures the delay. */
const TIMER_MS = 10;
const SETTLE_MS = 500;

type Load = WorkerProcess<LoadRequest, LoadReply>;

/** Starts a gateway, records a call, and meanwhile sends the first request for each operation. */
export async function startOnce(): Promise<StartResult> {
  // Earlier, because forking takes part of the time to be measured.
  const load: Load = new WorkerProcess(new URL('../load/load-process.js', import.meta.url));
  let gateway: BenchGateway | undefined;
  try {
    const fromMs = monotonicMs();
    gateway = await BenchGateway.start();
    const readyMs = monotonicMs() - fromMs;
    return { readyMs, ...(await watch(gateway, load)) };
  } finally {
    await load.close();
    await gateway?.close();
  }
}

async function watch(gateway: BenchGateway, load: Load): Promise<Omit<StartResult, 'readyMs'>> {
  const { account, api, port } = gateway;
  // Reading resets the measurement.
  await eventLoopDelayMs(api, 'max');
  const losses = new Losses();
  const streams = streamsOf('media-streams', 1, gateway);
  const call = streams[0]?.session ?? '';
  await load.ask({ type: 'open', calls: streams.map(({ call }) => call) }, 'opened');
  const recorded = await beginAll(api, streams, losses);
  await load.ask({ type: 'play' }, 'playing');

  const clients = clientsOf(port, account.authorization);
  const round = () => sendAll(clients, firstRequests(account, call, REQUESTS));
  const first = await round();
  const loopDelayMs = Math.max(0, (await eventLoopDelayMs(api, 'max')) - TIMER_MS);
  let later = first;
  for (let count = 0; count < ROUNDS; count++) later = await round();
  for (const client of Object.values(clients)) client.close();

  const { pace, broken } = await load.ask({ type: 'stop' }, 'stopped');
  for (const why of broken) losses.note(`connection lost (${why})`);
  await wait(SETTLE_MS);
  await load.ask({ type: 'hang-up' }, 'hung-up');
  const sent = pace.frames[0] ?? 0;
  await checkAll(api, recorded, () => ({ least: sent - 1, most: sent }), losses);
  const failed = [...first, ...later].filter(({ status }) => status >= 500);
  return {
    firstMs: first.map(({ totalMs }) => totalMs),
    laterMs: later.map(({ totalMs }) => totalMs),
    loopDelayMs,
    refused: failed.length + (await metric(api, 'tricord_recordings_refused_total')),
    lost: String(losses),
    warnings: [...gateway.warnings].map(([message, count]) => `${count} × ${message}`),
  };
}

type Clients = Readonly<Record<FirstRequest['api'], HttpClient>>;

function clientsOf(port: number, authorization: Record<FirstRequest['api'], string>): Clients {
  return {
    native: new HttpClient(port, authorization.native),
    ari: new HttpClient(port, authorization.ari),
    imagicle: new HttpClient(port, authorization.imagicle),
    laml: new HttpClient(port, authorization.laml),
  };
}

function sendAll(clients: Clients, requests: readonly FirstRequest[]) {
  const sent = requests.map(async ({ api, method, path, json }, index) => {
    await wait((index * WITHIN_MS) / requests.length);
    const { status, totalMs } = await clients[api].send(method, path, json);
    return { status, totalMs };
  });
  return Promise.all(sent);
}
