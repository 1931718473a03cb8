import type { AudioInventory, AuditHead, Recording } from '@tricord/core';
import { readRow, type StoredRow } from '@tricord/storage-sql';
import type { Database } from 'better-sqlite3';
import { openReadOnly } from '../database/open-read-only.ts';
import { SqliteInventory } from '../recordings/sqlite-inventory.ts';
import { RECORDING_SQL } from '../recordings/sqlite-recordings.ts';

/** What a backup needs to know of a catalog. */
export interface CatalogSnapshot {
  readonly inventory: AudioInventory;
  /** The recordings that were live, oldest first. */
  unfinished(): readonly Recording[];
  /** Where each account's audit log ends. */
  auditHeads(): readonly ({ readonly accountId: string } & AuditHead)[];
}

/** Opens the copy of a catalog, see {@link openReadOnly}. */
export async function openSnapshotReader({
  path,
}: {
  readonly path: string;
}): Promise<{ snapshot: CatalogSnapshot; close(): Promise<void> }> {
  const { reader: snapshot, close } = await openReadOnly(path, snapshotOf);
  return { snapshot, close };
}

function snapshotOf(db: Database): CatalogSnapshot {
  const unfinished = db.prepare<[], StoredRow>(RECORDING_SQL.unfinished);
  const heads = db.prepare<[], { accountId: string } & AuditHead>(
    'SELECT account_id AS accountId, seq, hash FROM audit_heads ORDER BY account_id',
  );
  return {
    inventory: new SqliteInventory(db),
    unfinished: () => unfinished.all().map(readRow<Recording>),
    auditHeads: () => heads.all(),
  };
}
