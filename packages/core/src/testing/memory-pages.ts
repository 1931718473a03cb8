import { TricordError } from '../errors.ts';
import type { Page } from '../ports/catalog.ts';

interface PagedQuery {
  readonly limit: number;
  readonly after?: string;
}

/**
 * Cuts lists into pages. A token is a number under which it remembers where the page ended and
 * whose query it was, so that it knows no token but its own.
 */
export class MemoryPages<T> {
  readonly #kind: string;
  readonly #tokens = new Map<string, { readonly query: string; readonly last: T }>();

  /** @param kind keeps apart the tokens of lists whose queries look alike. */
  constructor(kind: string) {
    this.#kind = kind;
  }

  /** @param rows everything that fits the query, in any order. */
  page<Q extends PagedQuery>(
    rows: readonly T[],
    query: Q,
    compare: (a: T, b: T) => number,
  ): Page<T> {
    const { limit, after, ...rest } = query;
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw invalid('limit');
    const fingerprint = JSON.stringify(Object.entries(rest).sort());
    const token = after === undefined ? undefined : this.#tokens.get(after);
    if (after !== undefined && token?.query !== fingerprint) throw invalid('after');
    const left = rows
      .filter((row) => token === undefined || compare(row, token.last) > 0)
      .sort(compare);
    const items = left.slice(0, limit);
    const last = items.at(-1);
    if (last === undefined || left.length === items.length) return { items };
    const next = `${this.#kind}-${this.#tokens.size + 1}`;
    this.#tokens.set(next, { query: fingerprint, last });
    return { items, next };
  }
}

function invalid(parameter: string): TricordError {
  return new TricordError('invalid-argument', `Invalid ${parameter}`, { details: { parameter } });
}
