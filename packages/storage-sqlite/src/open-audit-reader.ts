import { AUDIT_LOG } from './migrations/0006-audit-log.ts';
import { openReadOnly } from './open-read-only.ts';
import { type AuditReader, SqliteAuditReader } from './sqlite-audit.ts';

/** Opens a catalog for its audit log alone, see {@link openReadOnly}. */
export async function openAuditReader({
  path,
}: {
  readonly path: string;
}): Promise<{ audit: AuditReader; close(): Promise<void> }> {
  const { reader: audit, close } = await openReadOnly(path, {
    what: 'the audit log',
    since: AUDIT_LOG,
    read: (db) => new SqliteAuditReader(db),
  });
  return { audit, close };
}
