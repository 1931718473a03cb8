import { existsSync, globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tableBelow } from './markdown.ts';
import { ROOT, read } from './repository.ts';

interface Manifest {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifest = (path: string): Manifest => JSON.parse(read(path)) as Manifest;
const folders = (manifest('package.json').workspaces ?? [])
  .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
  .filter((folder) => existsSync(`${ROOT}${folder}/package.json`));
const nameOf = new Map(
  folders.map((folder) => [
    manifest(`${folder}/package.json`).name,
    folder.split('/').at(-1) ?? '',
  ]),
);

/** What a workspace needs to run, of the other workspaces, by the names of their folders. */
function dependenciesOf(folder: string): readonly string[] {
  return Object.keys(manifest(`${folder}/package.json`).dependencies ?? {})
    .flatMap((name) => nameOf.get(name) ?? [])
    .sort();
}

test('the table of rooms has every workspace, with its dependencies', () => {
  const rows = tableBelow('Rooms', read('docs/architecture.md')).map(
    ([room = '', , needs = '']) => [
      room.replaceAll('`', ''),
      needs === 'nothing' ? [] : needs.split(', ').sort(),
    ],
  );
  const workspaces = folders.map((folder) => [folder, dependenciesOf(folder)]);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(workspaces));
});

test('the table of other folders names what exists', () => {
  const named = tableBelow('Other folders', read('docs/architecture.md')).map(([folder = '']) =>
    folder.replaceAll('`', ''),
  );
  expect(named.filter((folder) => !existsSync(ROOT + folder))).toEqual([]);
});
