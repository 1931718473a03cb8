import { WorkerProcess } from '../process/worker-process.ts';
import { percentile } from '../statistics.ts';
import type { RequestLoad, RequestReply } from './request-messages.ts';

/** The responses of a server. */
export interface Pace {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly megabytesPerSecond: number;
  /** Statuses other than 2xx, or an empty string. */
  readonly refused: string;
}

/** Sends requests from a separate process, as fast as they are answered. */
export async function sendRequests(load: Omit<RequestLoad, 'type'>): Promise<Pace> {
  const sender = new WorkerProcess<RequestLoad, RequestReply>(
    new URL('./request-process.js', import.meta.url),
  );
  try {
    return paceOf(await sender.ask({ type: 'send', ...load }, 'sent'));
  } finally {
    await sender.close();
  }
}

function paceOf({ latenciesMs, statuses, bytes, seconds }: RequestReply): Pace {
  const refused = [...statuses].filter(([status]) => status < 200 || status > 299);
  return {
    perSecond: latenciesMs.length / seconds,
    p50Ms: percentile(latenciesMs, 0.5) ?? Number.NaN,
    p99Ms: percentile(latenciesMs, 0.99) ?? Number.NaN,
    megabytesPerSecond: bytes / seconds / 1e6,
    refused: refused.map(([status, count]) => `${count} × ${status}`).join(', '),
  };
}
