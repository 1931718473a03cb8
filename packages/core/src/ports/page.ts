/** A page of a list. `next` continues it, and is absent on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; give it back as `after` with the same query. */
  readonly next?: string;
  /**
   * Opaque; give it back as `before` with the same query. Absent on an empty page, on one that was requested
   * without a token, and on the first one when paging back.
   */
  readonly previous?: string;
}

/** Which page of an account's list. */
export interface PageQuery {
  readonly accountId: string;
  /** From 1 to 1000. Anything else throws `invalid-argument` with parameter `limit`. */
  readonly limit: number;
  /** `next` of the page before. Anything else throws `invalid-argument` with parameter `after`. */
  readonly after?: string;
  /**
   * `previous` of the page after: the page that ends where that one begins. Not together with `after`.
   * Anything else throws `invalid-argument` with parameter `before`.
   */
  readonly before?: string;
}
