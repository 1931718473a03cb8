import SqliteDatabase, { type Database } from 'better-sqlite3';
import { CatalogUnusableError } from './catalog-unusable-error.ts';
import { AUDIT_LOG } from './migrations/0006-audit-log.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { type AuditReader, SqliteAuditReader } from './sqlite-audit.ts';

/** How long a read waits for a program that holds everybody up. */
const BUSY_TIMEOUT_MS = 1000;

/**
 * Opens a catalog to read its audit log alone, also while another process uses it. Nothing in it changes.
 * @throws CatalogUnusableError when there is none, it is damaged, or is of an older or newer version.
 */
export async function openAuditReader({
  path,
}: {
  readonly path: string;
}): Promise<{ audit: AuditReader; close(): Promise<void> }> {
  let db: Database | undefined;
  try {
    db = new SqliteDatabase(path, {
      readonly: true,
      fileMustExist: true,
      timeout: BUSY_TIMEOUT_MS,
    });
    requireVersion(db);
    const audit = new SqliteAuditReader(db);
    const opened = db;
    return {
      audit,
      close: async () => {
        opened.close();
      },
    };
  } catch (error) {
    db?.close();
    if (error instanceof CatalogUnusableError) throw error;
    const reason = (error as Error).message.replaceAll(/\s+/g, ' ');
    throw new CatalogUnusableError(`Cannot open the catalog ${path}: ${reason}`, { cause: error });
  }
}

function requireVersion(db: Database): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > MIGRATIONS.length) {
    throw new CatalogUnusableError(
      `The catalog ${db.name} was written by a newer version of Tricord ` +
        `(schema ${version}, this program knows ${MIGRATIONS.length})`,
    );
  }
  if (version <= MIGRATIONS.indexOf(AUDIT_LOG)) {
    throw new CatalogUnusableError(
      `The catalog ${db.name} is older than the audit log: start this version of Tricord once`,
    );
  }
}
