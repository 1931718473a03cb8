import { expect, test } from 'vitest';
import {
  brokenCitations,
  citedCommands,
  citedPaths,
  citedScripts,
  citedSources,
  proseOf,
} from './citations.ts';
import { resolves } from './repository.ts';

test('finds paths in running text, code and comments', () => {
  const text = `See packages/core/src/session.ts, \`tests/e2e\` and (lab/asterisk/install).
Run .ci/run. "apps/asterisk/openapi.yaml"`;
  expect(citedPaths(text)).toEqual([
    'packages/core/src/session.ts',
    'tests/e2e',
    'lab/asterisk/install',
    '.ci/run',
    'apps/asterisk/openapi.yaml',
  ]);
});

test('ignores globs, placeholders, build output and the paths of others', () => {
  const text = `packages/*/src apps/<name> apps/gateway/dist/main.js lab/asterisk/.root/tmp
https://example.com/packages/x.ts node_modules/y/packages/z @tricord/apps/x and/or tests`;
  expect(citedPaths(text)).toEqual([]);
});

test('finds source files that are cited by name', () => {
  expect(citedSources('step 1 is in cors.test.ts; `mappers/event.ts`, ../a.ts; Node.js')).toEqual([
    'cors.test.ts',
    'mappers/event.ts',
    'a.ts',
  ]);
});

test('reads only the comments of a source', () => {
  const source = "import './b.ts'; // see c.ts\n/** d.ts */ const url = 'http://e.ts';";
  expect(citedSources(proseOf('a.ts', source))).toEqual(['c.ts', 'd.ts']);
  expect(citedSources(proseOf('a.md', source))).toContain('b.ts');
});

test('finds npm scripts, but not npm commands or scripts of a workspace', () => {
  const text = `\`npm run check\`, npm test, npm run bench api -- --seconds 2, npm ci
npm run generate --workspace tools/api-types
npm run test:unit`;
  expect(citedScripts(text)).toEqual(['check', 'test', 'bench', 'test:unit']);
});

test('finds subcommands of tricord with their own subcommands', () => {
  const page =
    '`tricord webhooks list --state dead`, `tricord serve`\ntricord directory import a.csv';
  expect(citedCommands(page)).toEqual([['webhooks', 'list'], ['serve'], ['directory', 'import']]);
});

test('reports paths and anchors that do not exist, and only those', () => {
  const text = 'packages/core/src/index.ts packages/core/src/absent.ts';
  expect(brokenCitations(['a.md'], () => citedPaths(text), resolves)).toEqual([
    'a.md: packages/core/src/absent.ts',
  ]);
  expect(resolves('docs/contracts/ari.md#record')).toBe(true);
  expect(resolves('docs/contracts/ari.md#absent')).toBe(false);
  expect(resolves('docs/absent.md')).toBe(false);
});
