import { expect, test } from 'vitest';
import { uuidFromBytes, uuidToBytes } from './uuid-bytes.ts';

test('a UUID round-trips through its bytes, in network order', () => {
  const uuid = '01020304-0506-4708-890a-0b0c0d0e0f10';
  expect(uuidToBytes(uuid).toString('hex')).toBe('0102030405064708890a0b0c0d0e0f10');
  expect(uuidFromBytes(uuidToBytes(uuid))).toBe(uuid);
});
