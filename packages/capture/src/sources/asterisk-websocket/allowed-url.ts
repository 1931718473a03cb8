import { TricordError } from '@tricord/core';

/**
 * Parses the URL of a PBX to connect to.
 * @param hosts the hosts that are allowed: `name` with any port, or `name:port`.
 * @throws TricordError `invalid-argument` when `text` is not a WebSocket URL; `forbidden` when its host
 *   is not allowed.
 */
export function allowedUrl(text: string, hosts: readonly string[]): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'ws:' && url.protocol !== 'wss:')) {
    throw new TricordError('invalid-argument', 'The URL must begin with ws:// or wss://', {
      details: { parameter: 'url' },
    });
  }
  // ws rejects URLs with a fragment.
  url.hash = '';
  const names = namesOf(url);
  if (!isListed(names, hosts)) {
    throw new TricordError('forbidden', `No connections to ${names[1]} are allowed`);
  }
  return url;
}

/** Whether the host of `text` is one of `hosts`. */
export function isAllowed(text: string, hosts: readonly string[]): boolean {
  return URL.canParse(text) && isListed(namesOf(new URL(text)), hosts);
}

function isListed(names: readonly string[], hosts: readonly string[]): boolean {
  return hosts.some((host) => names.includes(host.toLowerCase()));
}

function namesOf({ hostname, port, protocol }: URL): readonly [name: string, withPort: string] {
  return [hostname, `${hostname}:${port || (protocol === 'wss:' ? '443' : '80')}`];
}
