import { posix } from 'node:path';
import { expect, test } from 'vitest';
import {
  brokenCitations,
  citedCommands,
  citedPaths,
  citedScripts,
  citedSources,
  proseOf,
} from './citations.ts';
import { localLinksOf } from './markdown.ts';
import { filesIn, read, resolves } from './repository.ts';

const PAGES = filesIn('', ['.md']);
const CODE = filesIn('', ['.ts', '.mts', '.mjs', '.cjs', '.yaml', '.yml', '.sh', 'Dockerfile']);
/** Texts with citations: everything but the tests of the checkers, which cite what does not exist. */
const CITING = [...PAGES, ...CODE, '.ci/run', 'lab/asterisk/install'].filter(
  (file) => !/^tools\/docs\/.*\.test\.ts$/.test(file),
);

/** Pages and marks that exist only outside the repository. */
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

test('every relative link resolves, with its anchor', () => {
  const links = (page: string) =>
    localLinksOf(read(page)).map((link) =>
      link.startsWith('#') ? page + link : posix.join(posix.dirname(page), link),
    );
  expect(brokenCitations(PAGES, links, resolves)).toEqual([]);
});

test('every cited page in docs/ exists, with its section', () => {
  const pattern = /(?<=^|[\s`'"(]|\.\.\/)docs\/[\w./-]*\w(?:#[\w%-]*\w)?/gm;
  expect(brokenCitations(CITING, (file) => read(file).match(pattern) ?? [], resolves)).toEqual([]);
});

test('every cited path of the repository exists', () => {
  // docs/contracts cites files of the vendors' repositories.
  const files = CITING.filter((file) => !file.startsWith('docs/contracts/'));
  expect(brokenCitations(files, (file) => citedPaths(proseOf(file, read(file))), resolves)).toEqual(
    [],
  );
});

test('every source file cited by its name exists', () => {
  const sources = CODE.filter((file) => file.endsWith('.ts')).map((file) => `/${file}`);
  const exists = (name: string) => sources.some((source) => source.endsWith(`/${name}`));
  // Generated files exist only after a build, and are not listed.
  const cited = (file: string) =>
    citedSources(proseOf(file, read(file))).filter((name) => !name.includes('generated/'));
  expect(brokenCitations(CITING, cited, exists)).toEqual([]);
});

test('every cited npm script exists', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: object };
  const cited = (file: string) => citedScripts(proseOf(file, read(file)));
  expect(brokenCitations(CITING, cited, (name) => name in scripts)).toEqual([]);
});

test('every cited command of tricord exists', () => {
  // Each of these files has one command, and after it the command's own subcommands.
  const commands = new Map(
    filesIn('apps/gateway/src/cli', ['-command.ts']).map((file) => {
      const names = [...read(file).matchAll(/\.command\('(\w+)/g)].map(([, name = '']) => name);
      return [names[0], names.slice(1)] as const;
    }),
  );
  const exists = (cited: string) => {
    const [command = '', subcommand] = cited.split(' ');
    const subcommands = commands.get(command);
    if (subcommands === undefined || subcommand === undefined) return subcommands !== undefined;
    return subcommands.length === 0 || subcommands.includes(subcommand);
  };
  expect(['audit verify', 'serve', 'hash x'].every(exists)).toBe(true);
  expect(['list', 'webhooks nonsense'].some(exists)).toBe(false);
  const cited = (page: string) => citedCommands(read(page)).map((words) => words.join(' '));
  expect(brokenCitations(PAGES, cited, exists)).toEqual([]);
});

test('nothing cites what is outside the repository', () => {
  const files = CITING.filter((file) => !file.startsWith('docs/contracts/'));
  const cited = (file: string) => {
    // Links have a test of their own.
    const text = read(file)
      .replace(/\]\([^)]*\)/g, ']')
      .replace(/\[[\w./-]+\.md\]/g, '');
    return OUTSIDE.flatMap((pattern) => text.match(pattern) ?? []);
  };
  expect(brokenCitations(files, cited, () => false)).toEqual([]);
});
