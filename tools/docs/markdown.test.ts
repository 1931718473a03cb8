import { expect, test } from 'vitest';
import { anchorsOf, localLinksOf, tableBelow } from './markdown.ts';

test('anchors are the same as on GitHub', () => {
  const page =
    '# A page\n## What is `x`, and why?\n```\n# no heading\n```\n## Twice\n## Twice\n## GET /a (b)';
  expect([...anchorsOf(page)]).toEqual([
    'a-page',
    'what-is-x-and-why',
    'twice',
    'twice-1',
    'get-a-b',
  ]);
});

test('links in code and external links are ignored', () => {
  const page =
    '[a](b.md#c) `[d](e.md)` [f](https://example.com) ![g](h.png)\n[k]: l.md\n```\n[i](j.md)\n```';
  expect(localLinksOf(page)).toEqual(['b.md#c', 'h.png', 'l.md']);
});

test('a table is read without its header row', () => {
  expect(
    tableBelow('Rooms', '# Rooms\ntext\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n| no |'),
  ).toEqual([['1', '2']]);
});
