import { expect, test } from 'vitest';
import { referenceNumber } from './reference-number.ts';

test('digits of the time and of the id, which never change', () => {
  const recording = {
    id: '6b98303a-b295-473a-adae-19b78aca468d',
    createdAt: Date.UTC(2018, 6, 2, 15, 7),
  };
  // 0x8aca468d is 2328512141.
  expect(referenceNumber(recording)).toBe('15305440200002141');
});

test('grows with time', () => {
  const of = (id: string, createdAt: number) => referenceNumber({ id, createdAt });
  const ids = ['ffffffff-ffff-4fff-8fff-ffffffffffff', '00000000-0000-4000-8000-000000000000'];
  const [late = '', early = ''] = ids;
  expect(of(late, 1_000) < of(early, 1_001)).toBe(true);
});
