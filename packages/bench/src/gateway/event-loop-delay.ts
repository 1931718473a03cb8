import type { HttpClient } from './http-client.ts';

/**
 * The 99th percentile of the gateway's event-loop delay since the last time that somebody asked, or the longest,
 * milliseconds. Node measures it by a timer of 10 ms, so that an idle process shows about 10.
 */
export async function eventLoopDelayMs(
  api: HttpClient,
  which: 'p99' | 'max' = 'p99',
): Promise<number> {
  return 1000 * (await metric(api, `nodejs_eventloop_lag_${which}_seconds`));
}

/** The sum of a metric of the gateway over all its labels. @throws Error when the gateway does not show it. */
export async function metric(api: HttpClient, name: string): Promise<number> {
  const { body } = await api.send('GET', '/metrics');
  const shown = `${body}`.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.eE+-]+)$`, 'gm'));
  const values = [...shown].map(([, value]) => Number(value));
  if (values.length === 0) throw new Error(`the gateway does not show ${name}`);
  return values.reduce((sum, value) => sum + value, 0);
}
