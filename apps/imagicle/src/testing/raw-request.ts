import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Express } from 'express';
import type { Credentials } from './accounts.ts';

/** Sends a request with exactly this path: higher-level clients normalize `..` before sending. */
export async function rawRequest(
  app: Express,
  method: string,
  path: string,
  [username, password]: Credentials,
): Promise<{ status: number | undefined; body: string }> {
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const sent = request({ port, method, path, auth: `${username}:${password}`, agent: false });
    sent.end();
    const [response]: IncomingMessage[] = await once(sent, 'response');
    if (response === undefined) throw new Error('no response');
    return { status: response.statusCode, body: await text(response) };
  } finally {
    server.close();
  }
}
