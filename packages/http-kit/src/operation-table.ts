import { basePaths, type OpenApiDocument, operationsOf } from './openapi-document.ts';

/** What the document says of a path. */
export interface PathMatch {
  /** The path as the document writes it, with `{parameters}`. */
  readonly template: string;
  /** Methods in upper case with their operations. */
  readonly operations: ReadonlyMap<string, Record<string, unknown>>;
}

interface Row extends PathMatch {
  readonly sortKey: string;
  readonly pattern: RegExp;
}

/** Finds the document's path for a URL's path. */
export class OperationTable {
  readonly bases: readonly string[];
  readonly #rows: readonly Row[];

  constructor(document: OpenApiDocument) {
    this.bases = basePaths(document);
    this.#rows = Object.entries(document.paths)
      .map(([template, item]) => ({
        template,
        operations: operationsOf(item),
        sortKey: template.replace(/\/\{/g, '/~').replace(/[{}]/g, ''),
        pattern: toPattern(template),
      }))
      .sort((a, b) => compareRows(a.sortKey, b.sortKey));
  }

  /** The base path that `path` lies under, or undefined when it is not this dialect's. */
  baseOf(path: string): string | undefined {
    return this.bases.find((base) => path === base || path.startsWith(`${base}/`));
  }

  /** `path` is relative to its base, still percent-encoded. */
  match(path: string): PathMatch | undefined {
    return this.#rows.find((row) => row.pattern.test(path));
  }
}

function toPattern(template: string): RegExp {
  const source = template
    .split(/(\{[^}]+\})/)
    .map((part) =>
      part.startsWith('{') ? '([^/]+?)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}/?$`);
}

/** The order in which the validator tries paths: both must come to the same one. */
function compareRows(a: string, b: string): number {
  if (a.startsWith(b)) return -1;
  if (b.startsWith(a)) return 1;
  return a > b ? 1 : -1;
}
