import { describe, expect, test } from 'vitest';
import { AddressGuard } from './address-guard.ts';

const guard = new AddressGuard([]);

describe('addresses that are not public are rejected', () => {
  test.each([
    ['this network', '0.0.0.0', '0.1.2.3'],
    ['private', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ['shared', '100.64.0.1', '100.127.255.255'],
    ['loopback', '127.0.0.1', '127.255.255.254', '::1', '::'],
    ['link-local and cloud metadata', '169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
    ['unique local', 'fc00::1', 'fd00:ec2::254'],
    ['site-local', 'fec0::1'],
    ['special and documentation', '192.0.0.8', '192.0.2.1', '198.51.100.1', '203.0.113.7'],
    ['benchmarks', '198.18.0.1', '198.19.255.255'],
    ['multicast', '224.0.0.1', '239.255.255.255', 'ff02::1'],
    ['reserved and broadcast', '240.0.0.1', '255.255.255.255'],
    ['IPv4-mapped', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.1.2.3', '::ffff:a9fe:a9fe'],
    ['IPv4-compatible', '::127.0.0.1', '::7f00:1'],
    ['NAT64', '64:ff9b::127.0.0.1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1'],
    ['6to4 and Teredo', '2002:7f00:1::', '2001:0:7f00:1::'],
    ['IPv6 documentation', '2001:db8::1', '3fff::1'],
    ['not addresses', '', 'localhost', '1.2.3', '0x7f.1', '127.0.0.1:80', '1.1.1.1/8'],
  ])('%s', (_what, ...addresses) => {
    expect(addresses.filter((address) => guard.allows(address))).toEqual([]);
  });
});

test('public addresses are allowed', () => {
  const addresses = [
    '1.1.1.1',
    '172.15.0.1',
    '172.32.0.1',
    '100.128.0.1',
    '193.0.0.1',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2a00:1450:4001::1',
    '::ffff:1.1.1.1',
    '64:ff9b::1.1.1.1',
  ];
  expect(addresses.filter((address) => !guard.allows(address))).toEqual([]);
});

test('only listed networks are additionally allowed', () => {
  const some = new AddressGuard(['10.1.0.0/16', '127.0.0.1', 'fd00:1::/32']);
  const allowed = ['10.1.2.3', '::ffff:10.1.2.3', '127.0.0.1', 'fd00:1::5', '1.1.1.1'];
  expect(allowed.filter((address) => !some.allows(address))).toEqual([]);
  const refused = ['10.2.0.1', '::ffff:10.2.0.1', '127.0.0.2', 'fd00:2::5', '::1'];
  expect(refused.filter((address) => some.allows(address))).toEqual([]);
});

test.each([
  '10.0.0.0/33',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  '10.0.0.0/',
  'fd00::/129',
  'fe80::1%eth0',
  'example.com',
  '',
  '10.0.0',
])('%p is not a network', (network) => {
  expect(() => new AddressGuard([network])).toThrow('is not a network such as 10.0.0.0/8');
});

test('the allowed networks can be replaced; malformed ones change nothing', () => {
  const changing = new AddressGuard(['10.0.0.0/8']);
  changing.allowAlso(['127.0.0.0/8']);
  expect([changing.allows('10.0.0.1'), changing.allows('127.0.0.1')]).toEqual([false, true]);
  expect(() => changing.allowAlso(['nowhere'])).toThrow();
  expect(changing.allows('127.0.0.1')).toBe(true);
});
