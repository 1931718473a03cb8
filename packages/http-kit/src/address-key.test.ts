import { expect, test } from 'vitest';
import { addressKey } from './address-key.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '20010db800010002'],
  ['2001:db8:1:2::', '20010db800010002'],
  ['fe80::1%eth0', 'fe80000000000000'],
  ['', ''],
  ['nonsense', ''],
])('%s is of %s', (address, key) => {
  expect(addressKey(address)).toBe(key);
});
