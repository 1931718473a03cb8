import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The repository's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const SKIPPED = new Set(['node_modules', 'dist', 'generated', 'coverage', 'data', '.git', '.root']);

/** Files below a folder whose names end so, as paths from the repository's folder; nothing that is made by a build. */
export function filesIn(folder: string, endings: readonly string[]): readonly string[] {
  return readdirSync(ROOT + folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(path, endings);
    return endings.some((ending) => path.endsWith(ending)) ? [path] : [];
  });
}

/** The text of a file of the repository. */
export function read(path: string): string {
  return readFileSync(ROOT + path, 'utf8');
}
