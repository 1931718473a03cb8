/** The process that sends requests as fast as they are answered. */
import { Agent, request } from 'node:http';
import { monotonicMs } from '../process/monotonic.ts';
import { serveParent } from '../process/worker-process.ts';
import type { RequestLoad, RequestReply } from './request-messages.ts';

serveParent<RequestLoad, RequestReply>(async (load) => {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  const latenciesMs: number[] = [];
  const statuses = new Map<number, number>();
  let bytes = 0;
  let next = 0;
  const startMs = monotonicMs();
  const untilMs = startMs + 1000 * load.seconds;
  const connection = async () => {
    while (monotonicMs() < untilMs) {
      const number = next++;
      const sentMs = monotonicMs();
      const answer = await send(agent, load, number);
      latenciesMs.push(monotonicMs() - sentMs);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      bytes += answer.bytes;
    }
  };
  await Promise.all(Array.from({ length: load.connections }, connection));
  const seconds = (monotonicMs() - startMs) / 1000;
  agent.destroy();
  return { type: 'sent', latenciesMs, statuses, bytes, seconds };
});

function send(
  agent: Agent,
  { port, authorization, method, paths }: RequestLoad,
  number: number,
): Promise<{ status: number; bytes: number }> {
  const path = (paths[number % paths.length] ?? '/').replace('{n}', String(number));
  const options = { host: '127.0.0.1', port, method, path, agent, headers: { authorization } };
  return new Promise((resolve, reject) => {
    request(options, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes }));
    })
      .on('error', reject)
      .end();
  });
}
