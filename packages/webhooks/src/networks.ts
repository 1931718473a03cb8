import { BlockList, isIP } from 'node:net';

/** A set of networks (CIDR) or single addresses. */
export class Networks {
  readonly #list = new BlockList();

  /** @throws Error when one of them is malformed. */
  constructor(networks: readonly string[]) {
    for (const network of networks) {
      const { address, bits, family } = parseNetwork(network);
      this.#list.addSubnet(address, bits, family);
    }
  }

  /** @param address IPv4 or IPv6, without brackets or zone. */
  has(address: string): boolean {
    return this.#list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
}

interface Network {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/**
 * Reads `10.0.0.0/8`, `fd00::/8` or a single address.
 * @throws Error when it is none of these.
 */
export function parseNetwork(text: string): Network {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  const most = version === 6 ? 128 : 32;
  const bits = prefix === undefined ? most : Number(prefix);
  const good = /^\d{1,3}$/.test(prefix ?? '0') && bits <= most && rest.length === 0;
  if (version === 0 || !good || address.includes('%')) {
    throw new Error(`${text} is not a network such as 10.0.0.0/8`);
  }
  return { address, bits, family: version === 6 ? 'ipv6' : 'ipv4' };
}
