import { expect, test } from 'vitest';
import { leavesRoot } from './recording-name.ts';

test.each(['..', '../a', 'a/../..', '/..', './..', 'a/./../../b'])('%j leaves the root', (name) => {
  expect(leavesRoot(name)).toBe(true);
});

test.each(['a', 'a/..', '/etc/passwd', '...', '..a', 'a..', 'a/../b', '', '.', '..\\a'])(
  '%j stays inside',
  (name) => {
    expect(leavesRoot(name)).toBe(false);
  },
);
