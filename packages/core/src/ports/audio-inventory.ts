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
 * What the media store should hold, as far as the catalog knows: for those who compare the two. A page costs the
 * same at any depth.
 */
export interface AudioInventory {
  /** The recordings that have ended (`done` or `failed`) and hold audio, by their ids; fewer than the limit: the last. */
  page(query: InventoryQuery): Promise<readonly Recording[]>;
  /** How many recordings {@link page} can lead to at most. */
  count(accountId?: string): Promise<number>;
  /** Which of these ids are recordings', in any account and any state. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>;
}
