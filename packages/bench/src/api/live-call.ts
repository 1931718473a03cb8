import { WebSocketConnection } from '@tricord/callers';
import type { Asterisk } from '@tricord/lab';
import { Losses } from '../capture/losses.ts';
import { beginAll, describe } from '../capture/recordings.ts';
import { type Stream, streamsOf } from '../capture/streams.ts';
import type { BenchGateway } from '../gateway/bench-gateway.ts';
import type { LoadReply, LoadRequest } from '../load/load-messages.ts';
import { WorkerProcess } from '../process/worker-process.ts';

/** A call that is being recorded until it is closed. */
export interface LiveCall {
  close(): Promise<void>;
}

/** A call to the gateway that plays a tone, recorded under a name. */
export async function beginLiveCall(gateway: BenchGateway, name: string): Promise<LiveCall> {
  const lines = loadProcess();
  try {
    await record(gateway, lines, streamsOf('media-streams', 1, gateway), name);
    await lines.ask({ type: 'play' }, 'playing');
    return lines;
  } catch (error) {
    await lines.close();
    throw error;
  }
}

/** Recorded calls to the gateway without audio; the first one is on the given line. */
export async function beginLiveCalls(gateway: BenchGateway, calls: number): Promise<LiveCall> {
  const lines = loadProcess();
  try {
    await record(gateway, lines, streamsOf('media-streams', calls, gateway));
    return lines;
  } catch (error) {
    await lines.close();
    throw error;
  }
}

type LoadProcess = WorkerProcess<LoadRequest, LoadReply>;

function loadProcess(): LoadProcess {
  return new WorkerProcess(new URL('../load/load-process.js', import.meta.url));
}

async function record(
  { api }: BenchGateway,
  lines: LoadProcess,
  streams: readonly Stream[],
  name?: string,
): Promise<void> {
  await lines.ask({ type: 'open', calls: streams.map(({ call }) => call) }, 'opened');
  const [first] = streams;
  if (first !== undefined) await describe(api, first);
  const losses = new Losses();
  await beginAll(api, streams, losses, name);
  if (!losses.none) throw new Error(`calls were not recorded: ${losses}`);
}

/** A call in the lab's Asterisk, recorded under a name. */
export async function openAsteriskCall(asterisk: Asterisk, name: string): Promise<LiveCall> {
  const { username, password } = asterisk.users.readWrite;
  const events = await WebSocketConnection.open({
    port: asterisk.httpPort,
    path: `/ari/events?app=bench&api_key=${username}:${password}`,
  });
  try {
    const { id } = await asterisk.originate({ far: 'tone-440', app: 'bench' });
    await asterisk.ari('POST', `/channels/${id}/record`, { name, format: 'wav' });
    return events;
  } catch (error) {
    await events.close();
    throw error;
  }
}
