import type { HttpClient } from './http-client.ts';

const METRIC = /^nodejs_eventloop_lag_p99_seconds ([\d.eE+-]+)$/m;

/**
 * The 99th percentile of the gateway's event-loop delay since the last time that somebody asked, milliseconds.
 * Node measures it by a timer of 10 ms, so that an idle process shows about 10.
 */
export async function eventLoopDelayMs(api: HttpClient): Promise<number> {
  const { body } = await api.send('GET', '/metrics');
  const [, seconds] = METRIC.exec(body.toString()) ?? [];
  if (seconds === undefined) throw new Error('the gateway does not show its event-loop delay');
  return 1000 * Number(seconds);
}
