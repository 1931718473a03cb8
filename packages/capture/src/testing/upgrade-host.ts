import { HttpServer } from '@tricord/http-kit';
import { pino } from 'pino';
import type { Handshakes } from '../sources/websocket/web-socket-acceptor.ts';

/** The gateway's HTTP server, for sources alone. */
export async function openUpgradeHost(...upgrades: readonly Handshakes[]) {
  const refusals: { readonly status: number; readonly reason: string }[] = [];
  const write = (line: string) => refusals.push(JSON.parse(line));
  const server = await HttpServer.open((_req, res) => res.writeHead(404).end(), {
    host: '127.0.0.1',
    port: 0,
    logger: pino({ level: 'warn' }, { write }),
    upgrades,
  });
  return {
    url: (path: string) => `${server.url.replace('http', 'ws')}${path}`,
    /** What the server has logged. */
    refusals,
    close: () => server.close(0),
  };
}

/** Waits until `condition` holds, checking it in each turn of the event loop. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
