import { isIP } from 'node:net';
import { Networks } from './networks.ts';

/**
 * Networks outside the public IPv4 internet: this network, private, shared, loopback, link-local (where clouds serve
 * their metadata), special, benchmark, documentation, multicast, reserved, broadcast.
 * IANA IPv4 Special-Purpose Address Registry.
 */
const SPECIAL_IPV4 = new Networks([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]);

/** The whole public IPv6 internet (IANA IPv6 Global Unicast Address Space) … */
const GLOBAL_IPV6 = new Networks(['2000::/3']);
/** … except these networks: protocol assignments with Teredo, documentation, 6to4. */
const SPECIAL_IPV6 = new Networks(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** Prefixes before an IPv4 address: mapped (RFC 4291, 2.5.5.2), and translated by NAT64 (RFC 6052). */
const EMBEDDING = new Networks(['::ffff:0:0/96', '64:ff9b::/96']);

/** Decides which addresses deliveries may go to: public ones, and those of listed networks. */
export class AddressGuard {
  #allowed: Networks;

  /** @param allowed networks in addition to the public ones. @throws Error when one is malformed. */
  constructor(allowed: readonly string[]) {
    this.#allowed = new Networks(allowed);
  }

  /** Replaces the allowed networks. @throws Error when one is malformed. */
  allowAlso(allowed: readonly string[]): void {
    this.#allowed = new Networks(allowed);
  }

  /** Whether an IP address may be connected to; false for anything else. */
  allows(address: string): boolean {
    const plain = address.replace(/%.*$/, '');
    switch (isIP(plain)) {
      case 4:
        return this.#allowed.has(plain) || !SPECIAL_IPV4.has(plain);
      case 6:
        return this.#allowed.has(plain) || this.#allowsIpv6(plain);
      default:
        return false;
    }
  }

  #allowsIpv6(address: string): boolean {
    if (EMBEDDING.has(address)) return this.allows(embeddedIpv4(address));
    return GLOBAL_IPV6.has(address) && !SPECIAL_IPV6.has(address);
  }
}

/** The IPv4 address in the last 32 bits. */
function embeddedIpv4(address: string): string {
  // The URL parser normalizes an IPv6 address to its shortest hexadecimal form.
  const host = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [high = '0', low = '0'] = host.split(':').slice(-2);
  const bits = [high || '0', low || '0'].map((group) => Number.parseInt(group, 16));
  return bits.flatMap((group) => [group >> 8, group & 0xff]).join('.');
}
