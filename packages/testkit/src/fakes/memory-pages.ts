import { type Page, TricordError } from '@tricord/core';

interface PagedQuery {
  readonly limit: number;
  readonly after?: string;
  readonly before?: string;
}

/**
 * Splits lists into pages. A token is the key of a remembered position and its query, so tokens of other lists are refused.
 */
export class MemoryPages<T> {
  readonly #kind: string;
  readonly #tokens = new Map<string, { readonly query: string; readonly row: T }>();

  /** @param kind separates the tokens of lists with similar queries */
  constructor(kind: string) {
    this.#kind = kind;
  }

  /** @param rows all rows that match the query, in any order */
  page<Q extends PagedQuery>(
    rows: readonly T[],
    query: Q,
    compare: (a: T, b: T) => number,
  ): Page<T> {
    const { limit, after, before, ...rest } = query;
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000) throw invalid('limit');
    if (after !== undefined && before !== undefined) throw invalid('before');
    const fingerprint = JSON.stringify(Object.entries(rest).sort());
    const sorted = rows.toSorted(compare);
    if (before !== undefined) {
      const end = this.#rowOf(before, fingerprint, 'before');
      const left = sorted.filter((row) => compare(row, end) < 0);
      const items = left.slice(-limit);
      return this.#linked(items, fingerprint, { next: true, previous: left.length > limit });
    }
    const end = after === undefined ? undefined : this.#rowOf(after, fingerprint, 'after');
    const left = sorted.filter((row) => end === undefined || compare(row, end) > 0);
    const items = left.slice(0, limit);
    return this.#linked(items, fingerprint, {
      next: left.length > limit,
      previous: after !== undefined,
    });
  }

  #rowOf(token: string, fingerprint: string, parameter: string): T {
    const known = this.#tokens.get(token);
    if (known?.query !== fingerprint) throw invalid(parameter);
    return known.row;
  }

  #linked(
    items: readonly T[],
    query: string,
    wanted: { next: boolean; previous: boolean },
  ): Page<T> {
    const [first, last] = [items[0], items.at(-1)];
    return {
      items,
      ...(wanted.next && last !== undefined ? { next: this.#token(query, last) } : {}),
      ...(wanted.previous && first !== undefined ? { previous: this.#token(query, first) } : {}),
    };
  }

  #token(query: string, row: T): string {
    const token = `${this.#kind}-${this.#tokens.size + 1}`;
    this.#tokens.set(token, { query, row });
    return token;
  }
}

function invalid(parameter: string): TricordError {
  return new TricordError('invalid-argument', `Invalid ${parameter}`, { details: { parameter } });
}
