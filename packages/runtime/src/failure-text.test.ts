import { expect, test } from 'vitest';
import { InvalidConfigError } from './config/problems.ts';
import { failureText } from './failure-text.ts';

test('a configuration shows every problem, and the exit code is 2', () => {
  const problems = [
    { message: 'x: is bad', line: 7 },
    { message: 'y: is missing', line: 3 },
  ];
  expect(failureText(new InvalidConfigError('a.yaml', problems))).toEqual({
    lines: ['a.yaml:3: y: is missing', 'a.yaml:7: x: is bad'],
    exitCode: 2,
  });
  const unread = new InvalidConfigError('a.yaml', [{ message: 'there is no such file' }]);
  expect(failureText(unread).lines).toEqual(['a.yaml: there is no such file']);
});

test.each([
  [new Error('cannot listen\n  on 1'), 'cannot listen on 1'],
  ['plain', 'plain'],
])('anything else is one line, and the exit code is 1', (error, line) => {
  expect(failureText(error)).toEqual({ lines: [line], exitCode: 1 });
});
