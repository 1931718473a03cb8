import { openReadOnly } from '../database/open-read-only.ts';
import { type AuditReader, SqliteAuditReader } from './sqlite-audit.ts';

/** Opens a catalog for its audit log alone, see {@link openReadOnly}. */
export async function openAuditReader({
  path,
}: {
  readonly path: string;
}): Promise<{ audit: AuditReader; close(): Promise<void> }> {
  const { reader: audit, close } = await openReadOnly(path, (db) => new SqliteAuditReader(db));
  return { audit, close };
}
