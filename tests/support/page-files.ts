import { readFileSync } from 'node:fs';

/** A fenced block of a page. */
export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

/** The text of a page of the repository. @param page its path, such as `docs/stereo.md`. */
export function pageText(page: string): string {
  return readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
}

/** The fenced blocks of a page of the repository, in order. */
export function codeBlocks(page: string): readonly CodeBlock[] {
  return [...pageText(page).matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(
    ([, language = '', text = '']) => ({
      language,
      text,
    }),
  );
}

/**
 * The whole files of that name on a page: blocks that begin with a comment of the name.
 * @throws Error if there is none.
 */
export function pageFiles(page: string, name: string): readonly string[] {
  const files = codeBlocks(page)
    .map(({ text }) => text)
    .filter((text) => /^[;#] (\S+)$/m.exec(text.slice(0, text.indexOf('\n')))?.[1] === name);
  if (files.length === 0) throw new Error(`${page} has no file ${name}`);
  return files;
}

/** A text with parts replaced, each of which must occur. @throws Error if one does not. */
export function adapted(text: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`"${from}" is not in the text`);
    return changed.replaceAll(from, to);
  }, text);
}
