import { describe, expect, test } from 'vitest';
import { mediaPath } from './media-path.ts';

describe('mediaPath', () => {
  test('consists of two folders from the hash, and the unchanged key', () => {
    expect(mediaPath('/media', 'a.wav')).toMatch(/^\/media\/[0-9a-f]{2}\/[0-9a-f]{2}\/a\.wav$/);
    expect(mediaPath('/media', 'a.wav')).toBe(mediaPath('/media', 'a.wav'));
  });

  test('spreads keys with the same prefix', () => {
    const folders = Array.from({ length: 256 }, (_, n) =>
      mediaPath('/m', `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`).slice(0, 8),
    );
    expect(new Set(folders).size).toBeGreaterThan(250);
  });

  test.each(['..', '../a', 'a/b', 'a\0', '', 'A'])('refuses %j', (key) => {
    expect(() => mediaPath('/media', key)).toThrow('Not a media key');
  });
});
