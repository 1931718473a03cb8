import type { Asterisk } from '../../../../lab/asterisk/lab.mjs';
import { Losses } from '../capture/losses.ts';
import { beginAll } from '../capture/recordings.ts';
import { streamsOf } from '../capture/streams.ts';
import type { GatewayProcess } from '../gateway/gateway-process.ts';
import type { LoadReply, LoadRequest } from '../load/load-messages.ts';
import { WebSocketConnection } from '../load/web-socket-connection.ts';
import { WorkerProcess } from '../process/worker-process.ts';

/** A call that is being recorded for as long as it is not closed. */
export interface LiveCall {
  close(): Promise<void>;
}

/** A call to the gateway, recorded under a name. */
export async function beginLiveCall(gateway: GatewayProcess, name: string): Promise<LiveCall> {
  const lines = new WorkerProcess<LoadRequest, LoadReply>(
    new URL('../load/load-process.js', import.meta.url),
  );
  try {
    const streams = streamsOf('media-streams', 1, gateway);
    await lines.ask({ type: 'open', lines: streams.map(({ line }) => line) }, 'opened');
    await lines.ask({ type: 'play' }, 'playing');
    const losses = new Losses();
    await beginAll(gateway.api, streams, losses, name);
    if (!losses.none) throw new Error(`the call was not recorded: ${losses}`);
    return lines;
  } catch (error) {
    await lines.close();
    throw error;
  }
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
