import { expect, test } from 'vitest';
import { damageOf, mediaUnreadable } from './media-damage.ts';

const SOUND = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);

test.each([
  [undefined, 'missing'],
  [{ bytes: 0 }, 'truncated'],
  [{ bytes: 99, sha256: SOUND }, 'truncated'],
  [{ bytes: 101 }, 'changed'],
  [{ bytes: 100, sha256: OTHER }, 'changed'],
  [{ bytes: 100, sha256: SOUND }, undefined],
  [{ bytes: 100 }, undefined],
] as const)('%j is %s', (stored, damage) => {
  expect(damageOf({ bytes: 100, sha256: SOUND }, stored)).toBe(damage);
});

test('the error describes the damage', () => {
  expect(mediaUnreadable('x', { damage: 'truncated' })).toMatchObject({
    code: 'media-unreadable',
    message: 'The audio of recording x is truncated',
    details: { damage: 'truncated' },
  });
  const cause = new Error('EIO');
  expect(mediaUnreadable('x', { cause })).toMatchObject({
    message: 'The audio of recording x cannot be read',
    cause,
    details: {},
  });
});
