import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { anchorsOf, localLinksOf } from './markdown.ts';
import { filesIn, ROOT, read } from './repository.ts';

const PAGES = filesIn('', ['.md']);
const SOURCES = filesIn('', ['.ts', '.mts', '.mjs', '.cjs', '.yaml', '.yml', '.sh']);

/** Pages and marks that exist only outside of the repository. */
const OUTSIDE = [
  /\bissues? \d+\b/gi,
  /\bseeds? \d{3}\b/gi,
  /\[seed\]/g,
  /(?:\/\/|\*) (?:\w+ )?contract:/gi,
  /\bcontract \w+\.md\b/gi,
  /(?<!docs\/)\bcontracts\/\w+\.md/g,
  /(?<![\w./-])(?:ari|imagicle|laml|media|siprec)\.md\b/g,
  /\bshared\/(?:contracts|seeds|design|cluster)\b/g,
];

const SELF = 'tools/docs/citations.test.ts';

/** Whether a path, with an optional #fragment, leads to something. */
function resolves(target: string): boolean {
  const [path = '', fragment] = target.split('#');
  if (!existsSync(ROOT + path)) return false;
  return fragment === undefined || anchorsOf(read(path)).has(decodeURIComponent(fragment));
}

test('every link between pages leads somewhere', () => {
  const broken = PAGES.flatMap((page) =>
    localLinksOf(read(page))
      .map((link) => (link.startsWith('#') ? page + link : posix.join(posix.dirname(page), link)))
      .filter((target) => !resolves(target))
      .map((target) => `${page}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test('every page that sources and pages name exists, with its section', () => {
  const cited = /(?<=^|[\s`'"(]|\.\.\/)docs\/[\w./-]*\w(?:#[\w%-]*\w)?/gm;
  const broken = [...SOURCES, ...PAGES]
    .filter((file) => file !== SELF)
    .flatMap((file) =>
      [...read(file).matchAll(cited)]
        .map(([target]) => target)
        .filter((target) => !resolves(target))
        .map((target) => `${file}: ${target}`),
    );
  expect(broken).toEqual([]);
});

test('nothing cites what is not in the repository', () => {
  const cited = [...SOURCES, ...PAGES]
    .filter((file) => file !== SELF && !file.startsWith('docs/contracts/'))
    .flatMap((file) => {
      // Links are looked at above.
      const text = read(file)
        .replace(/\]\([^)]*\)/g, ']')
        .replace(/\[[\w./-]+\.md\]/g, '');
      return OUTSIDE.flatMap((pattern) => text.match(pattern) ?? []).map((m) => `${file}: ${m}`);
    });
  expect(cited).toEqual([]);
});
