import type { AudioInventory } from '@tricord/core';
import { openReadOnly } from '../database/open-read-only.ts';
import { SqliteInventory } from './sqlite-inventory.ts';

/** Opens a catalog for what it says of the media store alone, see {@link openReadOnly}. */
export async function openInventoryReader({
  path,
}: {
  readonly path: string;
}): Promise<{ inventory: AudioInventory; close(): Promise<void> }> {
  const { reader: inventory, close } = await openReadOnly(path, (db) => new SqliteInventory(db));
  return { inventory, close };
}
