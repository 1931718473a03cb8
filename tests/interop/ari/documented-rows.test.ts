import { expect, test } from 'vitest';
import { documentedRows } from './documented-rows.ts';
import { rowsOf } from './rows-of.ts';
import { SCENARIO } from './scenario/index.ts';

const PAGE = `# A page

| not | this |
| --- | --- |
| table | |

## Where we differ, and why

Some words.

| matter | Asterisk |
| --- | --- |
| \`a\`, \`b\` | x |
| one \\| two | y |

## Another

| neither | this |
`;

test('rows are known by their first cells', () => {
  expect(documentedRows(PAGE)).toEqual(['a, b', 'one | two']);
});

test('whatever the scenario expects to differ is documented', () => {
  const documented = documentedRows();
  expect([...rowsOf(SCENARIO)].filter((row) => !documented.includes(row))).toEqual([]);
});
