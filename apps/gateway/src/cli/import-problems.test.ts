import { expect, test } from 'vitest';
import { importProblems, jsonSyntaxProblem } from './import-problems.ts';

test('problems of CSV have the lines of the file, in order', () => {
  const problems = [
    { path: '/body/7/role', message: 'line 7: role must be one of recorder, reader' },
    { path: '/body/2', message: 'line 2: has more than 3 cells' },
  ];
  expect(importProblems('users.csv', '', 'csv', problems)).toEqual([
    'users.csv:2: has more than 3 cells',
    'users.csv:7: role must be one of recorder, reader',
  ]);
});

test('problems of JSON have the lines of the properties, also of those that are missing', () => {
  const text = '{"users": [\n  {"username": "ann",\n   "lines": [{\n     "deviceName": 1}]}\n]}';
  const problems = [
    { path: '/body/users/0/lines/0/deviceName', message: 'must be a text' },
    { path: '/body/users/0/lines/0/directoryNumber', message: 'must be a text' },
  ];
  expect(importProblems('users.json', text, 'json', problems)).toEqual([
    'users.json:3: users[0].lines[0].directoryNumber must be a text',
    'users.json:4: users[0].lines[0].deviceName must be a text',
  ]);
});

test.each([
  ['{"users": [\n  {"username" "bob"}\n]}', 2],
  ['{"users": [\n  {"password": hunter2}\n]}\n', 2],
  ["{'users': []}", 1],
  ['{"users": [\n\n', 3],
  ['{"a": 1,\n}\n', 2],
  ['', 1],
])('%j is not JSON, at a line, and its secrets are not shown', (text, line) => {
  const problem = jsonSyntaxProblem('users.json', text);
  expect(problem).toMatch(new RegExp(`^users\\.json:${line}: is not JSON: \\S[^\n]*$`));
  expect(problem).not.toContain('hunter2');
});

test('JSON has no such problem', () => {
  expect(jsonSyntaxProblem('users.json', '{"users": []}')).toBeUndefined();
});
