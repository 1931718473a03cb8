import { expect, test } from 'vitest';
import { InvalidConfigError } from './config/problems.ts';
import { failureText } from './failure-text.ts';

test('a configuration shows every problem, and the exit code is 2', () => {
  expect(failureText(new InvalidConfigError('a.yaml', ['x: is missing', 'y: is bad']))).toEqual({
    lines: ['a.yaml: 2 problems:', '  x: is missing', '  y: is bad'],
    exitCode: 2,
  });
});

test.each([
  [new Error('cannot listen\n  on 1'), 'cannot listen on 1'],
  ['plain', 'plain'],
])('anything else is one line, and the exit code is 1', (error, line) => {
  expect(failureText(error)).toEqual({ lines: [line], exitCode: 1 });
});
