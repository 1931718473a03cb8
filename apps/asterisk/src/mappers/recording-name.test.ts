import { expect, test } from 'vitest';
import { namesNoFile } from './recording-name.ts';

test.each(['..', '../a', 'a/../..', '/..', './..', 'a/./../../b'])(
  '%j leaves the folder',
  (name) => {
    expect(namesNoFile(name)).toBe(true);
  },
);

test.each(['.', './', './.', '/', '//', 'a/..', 'a/b/../..'])('%j is the folder itself', (name) => {
  expect(namesNoFile(name)).toBe(true);
});

test.each(['a', '/etc/passwd', '...', '..a', 'a..', './a', 'a/.', 'a/../b', '', '..\\a'])(
  '%j is a file in it',
  (name) => {
    expect(namesNoFile(name)).toBe(false);
  },
);
