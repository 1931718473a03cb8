import {
  basePaths,
  type OpenApiDocument,
  type Operation,
  operationsOf,
} from './openapi-document.ts';

/** The document's entry for a path. */
export interface PathMatch {
  /** The path as written in the document, with its `{parameters}`. */
  readonly template: string;
  /** By method in upper case. */
  readonly operations: ReadonlyMap<string, Operation>;
  /** By name, percent-decoded once. */
  readonly parameters: Record<string, string>;
  /** A parameter with invalid percent-encoding; not included in `parameters`. */
  readonly malformed: string | undefined;
}

/** A path of the document. */
export interface PathRow {
  readonly template: string;
  readonly operations: ReadonlyMap<string, Operation>;
}

interface Row extends PathRow {
  readonly sortKey: string;
  readonly pattern: RegExp;
  readonly parameters: readonly string[];
}

/** Finds the document's path for a URL's path. */
export class OperationTable {
  /** Base paths of the document's servers, without a trailing slash, longest first. */
  readonly bases: readonly string[];
  readonly #rows: readonly Row[];

  constructor(document: OpenApiDocument) {
    this.bases = basePaths(document).toSorted((a, b) => b.length - a.length);
    this.#rows = Object.entries(document.paths)
      .map(([template, item]) => toRow(template, operationsOf(document, item)))
      .sort(compareRows);
  }

  /** All paths, in matching order. */
  get rows(): readonly PathRow[] {
    return this.#rows;
  }

  /** Names of all path parameters. */
  get parameters(): ReadonlySet<string> {
    return new Set(this.#rows.flatMap((row) => row.parameters));
  }

  /** The base path that contains `path`, or undefined. */
  baseOf(path: string): string | undefined {
    return this.bases.find((base) => path === base || path.startsWith(`${base}/`));
  }

  /** `path` is relative to its base and still percent-encoded. */
  match(path: string): PathMatch | undefined {
    for (const row of this.#rows) {
      const found = row.pattern.exec(path);
      if (found === null) continue;
      const { template, operations } = row;
      return { template, operations, ...decoded(row.parameters, found) };
    }
    return undefined;
  }
}

function toRow(template: string, operations: ReadonlyMap<string, Operation>): Row {
  const parts = template.split(/\{([^}]+)\}/);
  const source = parts
    .map((part, index) =>
      index % 2 === 1 ? '([^/]+?)' : part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'),
    )
    .join('');
  return {
    template,
    operations,
    sortKey: template.replaceAll('/{', '/~').replaceAll(/[{}]/g, ''),
    pattern: new RegExp(`^${source}/?$`),
    parameters: parts.filter((_, index) => index % 2 === 1),
  };
}

/** Fixed segments sort before parameters: `/songs/top` before `/songs/{name}`. */
function compareRows({ sortKey: a }: Row, { sortKey: b }: Row): number {
  if (a.startsWith(b)) return -1;
  if (b.startsWith(a)) return 1;
  return a > b ? 1 : -1;
}

function decoded(
  names: readonly string[],
  found: RegExpExecArray,
): Pick<PathMatch, 'parameters' | 'malformed'> {
  const parameters: Record<string, string> = {};
  let malformed: string | undefined;
  for (const [index, name] of names.entries()) {
    try {
      parameters[name] = decodeURIComponent(found[index + 1] ?? '');
    } catch {
      malformed ??= name;
    }
  }
  return { parameters, malformed };
}
