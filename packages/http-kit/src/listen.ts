import type { Server } from 'node:net';
import { systemErrorCode } from './system-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use',
  EACCES: 'this user may not use the port',
  EADDRNOTAVAIL: 'this machine does not have the address',
  EAI_AGAIN: 'the name of the host cannot be resolved',
  ENOTFOUND: 'the host is unknown',
};

/**
 * Starts listening.
 * @throws Error with a one-line message: the address, and why it cannot be listened on.
 */
export async function listen(server: Server, host: string, port: number): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port }, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (cause) {
    const code = systemErrorCode(cause) ?? String(cause);
    throw new Error(`cannot listen on ${authority(host, port)}: ${listenReason(code)}`, { cause });
  }
}

/** Why an address cannot be listened on, by the code of the system's error. */
export function listenReason(code: string): string {
  return REASONS[code] ?? code;
}

/** `host:port` as in a URL: an IPv6 address is in brackets (RFC 3986, 3.2.2). */
export function authority(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
