import type { Recording } from '../recording.ts';

export interface InventoryQuery {
  /** Undefined: of all accounts. */
  readonly accountId?: string;
  /** From 1 to 1000. */
  readonly limit: number;
  /** Only recordings whose id is greater, compared by its bytes. */
  readonly afterId?: string;
}

/**
 * What the media store should hold according to the catalog, for comparing the two. A page costs the same at any
 * depth.
 */
export interface AudioInventory {
  /** The recordings that have ended (`done` or `failed`) and hold audio, by their ids; fewer than the limit: the last. */
  page(query: InventoryQuery): Promise<readonly Recording[]>;
  /** The most recordings that {@link page} can return in all. */
  count(accountId?: string): Promise<number>;
  /** Which of these ids belong to recordings, in any account and state. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>;
}
