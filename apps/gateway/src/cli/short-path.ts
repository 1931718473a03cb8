import { relative } from 'node:path';

/** Relative to the working directory for what lies below it. */
export function shortPath(path: string): string {
  const short = relative('.', path);
  return short.startsWith('..') ? path : short;
}
