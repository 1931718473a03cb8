import type { AudioInventory } from '@tricord/core';
import { RECORDINGS_AND_SESSIONS } from './migrations/0001-recordings-and-sessions.ts';
import { openReadOnly } from './open-read-only.ts';
import { SqliteInventory } from './sqlite-inventory.ts';

/** Opens a catalog for what it says of the media store alone, see {@link openReadOnly}. */
export async function openInventoryReader({
  path,
}: {
  readonly path: string;
}): Promise<{ inventory: AudioInventory; close(): Promise<void> }> {
  const { reader: inventory, close } = await openReadOnly(path, {
    what: 'its recordings',
    since: RECORDINGS_AND_SESSIONS,
    read: (db) => new SqliteInventory(db),
  });
  return { inventory, close };
}
