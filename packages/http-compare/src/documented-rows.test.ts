import { expect, test } from 'vitest';
import { documentedRows } from './documented-rows.ts';

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

test('returns the first cell of each row', () => {
  expect(documentedRows(PAGE, '## Where we differ')).toEqual(['a, b', 'one | two']);
});
