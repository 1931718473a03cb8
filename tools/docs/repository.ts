import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { anchorsOf } from './markdown.ts';

/** The root of the repository, with a trailing slash. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const SKIPPED = new Set(['node_modules', 'dist', 'generated', 'coverage', 'data', '.git', '.root']);

/** Files below a folder with one of the given endings, as paths from the root. Leaves out what a build creates. */
export function filesIn(folder: string, endings: readonly string[]): readonly string[] {
  return readdirSync(ROOT + folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(path, endings);
    return endings.some((ending) => path.endsWith(ending)) ? [path] : [];
  });
}

/** The text of a file, by its path from the root. */
export function read(path: string): string {
  return readFileSync(ROOT + path, 'utf8');
}

/** Whether a path from the root exists and, if it has a #fragment, whether that page has the anchor. */
export function resolves(target: string): boolean {
  const [path = '', fragment] = target.split('#');
  if (!existsSync(ROOT + path)) return false;
  return fragment === undefined || anchorsOf(read(path)).has(decodeURIComponent(fragment));
}
