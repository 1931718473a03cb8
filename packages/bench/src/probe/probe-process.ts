/** The process that requests live recordings from the APIs, at a steady rate. */
import { setTimeout as wait } from 'node:timers/promises';
import { HttpClient } from '../gateway/http-client.ts';
import { monotonicMs } from '../process/monotonic.ts';
import { serveParent } from '../process/worker-process.ts';
import type { ProbeReply, ProbeRequest } from './probe-messages.ts';

/** The interval between requests: 50 per second. */
const INTERVAL_MS = 20;

serveParent<ProbeRequest, ProbeReply>(async ({ port, targets, seconds }) => {
  const clients = targets.map(({ authorization }) => new HttpClient(port, authorization));
  const latenciesMs = new Map(targets.map(({ dialect }) => [dialect, [] as number[]]));
  const refused: string[] = [];
  const probe = async (index: number) => {
    const target = targets[index % targets.length];
    const client = clients[index % targets.length];
    if (target === undefined || client === undefined) return;
    const { status, totalMs } = await client.send('GET', target.path);
    latenciesMs.get(target.dialect)?.push(totalMs);
    if (status !== 200) refused.push(`${target.dialect}: ${status}`);
  };
  const startMs = monotonicMs();
  const asked: Promise<void>[] = [];
  // By the clock, whether or not the last request was answered: a slow response must not hide others.
  while (asked.length * INTERVAL_MS < seconds * 1000) {
    asked.push(probe(asked.length));
    await wait(Math.max(0, startMs + asked.length * INTERVAL_MS - monotonicMs()));
  }
  await Promise.all(asked);
  for (const client of clients) client.close();
  return { type: 'probed', latenciesMs, refused };
});
