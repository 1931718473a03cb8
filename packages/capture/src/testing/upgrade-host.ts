import { createLogger, HttpServer } from '@tricord/http-kit';
import type { Handshakes } from '../sources/websocket/web-socket-acceptor.ts';

/** The gateway's HTTP server, for sources alone. */
export async function openUpgradeHost(...upgrades: readonly Handshakes[]) {
  const server = await HttpServer.open((_req, res) => res.writeHead(404).end(), {
    host: '127.0.0.1',
    port: 0,
    logger: createLogger('silent'),
    upgrades,
  });
  return {
    url: (path: string) => `${server.url.replace('http', 'ws')}${path}`,
    close: () => server.close(0),
  };
}

/** Waits until `condition` holds, checking it in each turn of the event loop. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
