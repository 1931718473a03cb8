import type { HttpClient } from './http-client.ts';

/**
 * The 99th percentile, or the maximum, of the gateway's event loop delay since it was last read, in milliseconds.
 * Node measures it with a timer of 10 ms, so that an idle process has about 10.
 */
export async function eventLoopDelayMs(
  api: HttpClient,
  which: 'p99' | 'max' = 'p99',
): Promise<number> {
  return 1000 * (await metric(api, `nodejs_eventloop_lag_${which}_seconds`));
}

/** The sum of a metric of the gateway over all its labels. @throws Error when the gateway does not export it. */
export async function metric(api: HttpClient, name: string): Promise<number> {
  const { body } = await api.send('GET', '/metrics');
  const shown = `${body}`.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? ([\\d.eE+-]+)$`, 'gm'));
  const values = [...shown].map(([, value]) => Number(value));
  if (values.length === 0) throw new Error(`the gateway does not show ${name}`);
  return values.reduce((sum, value) => sum + value, 0);
}
