import ipaddr from 'ipaddr.js';

/**
 * What tells clients apart by their address: an IPv4 address, or the first 64 bits of an IPv6 address, which one
 * client may have all of (RFC 6177). IPv4 addresses that are written as IPv6 ones are IPv4 addresses.
 */
export function addressKey(address: string): string {
  if (!ipaddr.isValid(address)) return '';
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4'
    ? parsed.toString()
    : Buffer.from(parsed.toByteArray().slice(0, 8)).toString('hex');
}
