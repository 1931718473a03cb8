import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.ts';

/** The URL resolves to an address that is not allowed. */
export class AddressRefusedError extends Error {
  constructor(host: string) {
    super(`${host} is not a public address, and webhooks.allowPrivate does not list it`);
    this.name = 'AddressRefusedError';
  }
}

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/** Resolves a name to addresses; `dns.lookup` except in tests. */
export type Resolve = typeof lookup;

/**
 * Connects for undici, only to addresses that the guard allows. The check is in the socket's own lookup, so that a
 * second DNS answer cannot lead elsewhere (DNS rebinding).
 */
export function guardedConnector(
  guard: AddressGuard,
  options: { readonly timeoutMs: number; readonly resolve?: Resolve },
): buildConnector.connector {
  const connect = buildConnector({
    timeout: options.timeoutMs,
    lookup: guardedLookup(guard, options.resolve ?? lookup),
  });
  return (target, callback) => {
    const host = target.hostname.replace(/^\[(.*)\]$/, '$1');
    // A socket does not look up IP addresses.
    if (isIP(host) !== 0 && !guard.allows(host)) {
      callback(new AddressRefusedError(host), null);
      return;
    }
    connect(target, callback);
  };
}

function guardedLookup(guard: AddressGuard, resolve: Resolve) {
  return (host: string, options: LookupOptions, callback: LookupCallback): void => {
    resolve(host, { ...options, all: true }, (error, found) => {
      if (error !== null) {
        callback(error, []);
        return;
      }
      const allowed = found.filter(({ address }) => guard.allows(address));
      const [first] = allowed;
      if (first === undefined) callback(new AddressRefusedError(host), []);
      else if (options.all) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}
