import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { ERRORS_PAGE } from './problem.ts';
import { PROBLEM_STATUS } from './problem-codes.ts';

const read = (path: string) => readFile(new URL(`../../../../${path}`, import.meta.url), 'utf8');

test('docs/errors.md explains every code, each with its status', async () => {
  const page = await read('docs/errors.md');
  const sections = [...page.matchAll(/^## (\S+)\n\n(\d{3})\. \S/gm)];
  const explained = sections.map(([, code = '', status]) => [code, Number(status)]);
  expect(Object.fromEntries(explained)).toEqual(PROBLEM_STATUS);
  expect(explained).toHaveLength(Object.keys(PROBLEM_STATUS).length);
});

test('problems refer to that page at the home of the repository', async () => {
  const { homepage } = JSON.parse(await read('package.json'));
  expect(ERRORS_PAGE).toBe(`${homepage}/blob/main/docs/errors.md`);
});
