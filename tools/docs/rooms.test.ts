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

/** The other workspaces that a workspace needs at run time, by folder name. */
function dependenciesOf(folder: string): readonly string[] {
  return Object.keys(manifest(`${folder}/package.json`).dependencies ?? {})
    .flatMap((name) => nameOf.get(name) ?? [])
    .sort();
}

test('the table of rooms lists every workspace with its dependencies', () => {
  const rows = tableBelow('Rooms', read('docs/architecture.md')).map(
    ([room = '', , needs = '']) => [
      room.replaceAll('`', ''),
      needs === 'nothing' ? [] : needs.split(', ').sort(),
    ],
  );
  const workspaces = folders.map((folder) => [folder, dependenciesOf(folder)]);
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(workspaces));
});

test('the table of other folders lists folders that exist', () => {
  const named = tableBelow('Other folders', read('docs/architecture.md')).map(([folder = '']) =>
    folder.replaceAll('`', ''),
  );
  expect(named.filter((folder) => !existsSync(ROOT + folder))).toEqual([]);
});
