import type { AudioInventory, InventoryQuery, Recording } from '@tricord/core';
import { compareText } from './memory-rows.ts';

/** The audio inventory of a {@link MemoryCatalog}. */
export class MemoryInventory implements AudioInventory {
  readonly #rows: () => Iterable<Recording>;

  /** @param rows all recordings */
  constructor(rows: () => Iterable<Recording>) {
    this.#rows = rows;
  }

  async page({ accountId, limit, afterId = '' }: InventoryQuery): Promise<readonly Recording[]> {
    return this.#ended(accountId)
      .filter(({ id, media }) => media !== undefined && id > afterId)
      .sort((a, b) => compareText(a.id, b.id))
      .slice(0, limit);
  }

  async count(accountId?: string): Promise<number> {
    return this.#ended(accountId).length;
  }

  async known(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const all = new Set([...this.#rows()].map(({ id }) => id));
    return new Set(ids.filter((id) => all.has(id)));
  }

  #ended(accountId: string | undefined): Recording[] {
    return [...this.#rows()].filter(
      (row) =>
        (row.state === 'done' || row.state === 'failed') &&
        (accountId === undefined || row.accountId === accountId),
    );
  }
}
