/** Folders whose paths are cited from the repository's root. */
const CITED_PATH =
  /(?<![\w.$@/-])(?:packages|apps|lab|tests|tools|samples|deploy|\.ci)\/[\w./*{}<>,-]*[\w*}>]/g;
const CITED_SOURCE = /(?<![\w.$@/*<>-])(?:\.{1,2}\/)*[\w-]+(?:[./][\w-]+)*\.tsx?\b/g;
const COMMENT = /(?:^|\s)\/\/.*|\/\*[\s\S]*?\*\//g;
/** A build or an installation creates what is below these folders. */
const CREATED = /(?:^|\/)(?:dist|node_modules|\.root)(?:\/|$)/;
/** Globs, and patterns such as `apps/<name>`. */
const PATTERN = /[*{}<>,]/;

/** The text that a person reads: a whole page, but only the comments of a source. */
export function proseOf(file: string, text: string): string {
  if (!/\.[cm]?tsx?$|\.[cm]js$/.test(file)) return text;
  return (text.match(COMMENT) ?? []).join('\n');
}

/** Paths from the repository's root that a text cites, such as `packages/core/src/session.ts`. */
export function citedPaths(text: string): readonly string[] {
  return (text.match(CITED_PATH) ?? []).filter(
    (path) => !PATTERN.test(path) && !CREATED.test(path),
  );
}

/** TypeScript files that a text cites by name or by the end of their path, such as `cli/serve-command.ts`. */
export function citedSources(text: string): readonly string[] {
  return (text.match(CITED_SOURCE) ?? [])
    .map((name) => name.replace(/^(?:\.{1,2}\/)+/, ''))
    .filter((name) => !CREATED.test(name));
}

/** Names of the npm scripts that a text tells its reader to run in the repository's root. */
export function citedScripts(text: string): readonly string[] {
  return [...text.matchAll(/\bnpm (?:run (?:--silent )?)?([\w:-]+)(?=([^\n`]*))/g)]
    .filter(([command, name = '', rest = '']) => {
      const isScript = command.startsWith('npm run') || name === 'test' || name === 'start';
      return isScript && !rest.includes('--workspace');
    })
    .map(([, name = '']) => name);
}

/** Subcommands of `tricord` in code, as words: `['webhooks', 'list']`. Options and arguments are left out. */
export function citedCommands(markdown: string): readonly (readonly string[])[] {
  return [...markdown.matchAll(/(?:^ {4}|`|^|npx )tricord((?: [a-z]+\b(?![./:=]))+)/gm)].map(
    ([, words = '']) => words.trim().split(' '),
  );
}

/** What `cited` finds in the files and `exists` denies, as "file: citation". */
export function brokenCitations(
  files: readonly string[],
  cited: (file: string) => readonly string[],
  exists: (citation: string) => boolean,
): readonly string[] {
  return files.flatMap((file) =>
    cited(file)
      .filter((citation) => !exists(citation))
      .map((citation) => `${file}: ${citation}`),
  );
}
