import { TricordError } from '@tricord/core';

/**
 * The address of a PBX to connect to.
 * @param hosts which hosts may be connected to: `name` with any port, or `name:port`.
 * @throws TricordError `invalid-argument` when `text` is no WebSocket URL; `forbidden` when its host is
 *   not one of them.
 */
export function allowedUrl(text: string, hosts: readonly string[]): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'ws:' && url.protocol !== 'wss:')) {
    throw new TricordError('invalid-argument', 'The URL must begin with ws:// or wss://', {
      details: { parameter: 'url' },
    });
  }
  // ws insists on it.
  url.hash = '';
  const [name, nameAndPort] = namesOf(url);
  if (!hosts.some((host) => [name, nameAndPort].includes(host.toLowerCase()))) {
    throw new TricordError('forbidden', `No connections to ${nameAndPort} are allowed`);
  }
  return url;
}

/** Whether the host of `text` is one of `hosts`. */
export function isAllowed(text: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(text)) return false;
  const names = namesOf(new URL(text));
  return hosts.some((host) => names.includes(host.toLowerCase()));
}

function namesOf({ hostname, port, protocol }: URL): readonly [name: string, withPort: string] {
  return [hostname, `${hostname}:${port || (protocol === 'wss:' ? '443' : '80')}`];
}
