import SqliteDatabase, { type Database } from 'better-sqlite3';
import { CatalogUnusableError } from './catalog-unusable-error.ts';
import { requireSchema } from './create-schema.ts';

/** How long a read waits for a program that blocks the database. */
const BUSY_TIMEOUT_MS = 1000;

/**
 * Opens a catalog for `read` alone, also while another process uses it. Nothing in it changes.
 * @throws CatalogUnusableError when there is none, or it is damaged or of another version.
 */
export async function openReadOnly<T>(
  path: string,
  read: (db: Database) => T,
): Promise<{ reader: T; close(): Promise<void> }> {
  let db: Database | undefined;
  try {
    db = new SqliteDatabase(path, {
      readonly: true,
      fileMustExist: true,
      timeout: BUSY_TIMEOUT_MS,
    });
    requireSchema(db);
    const reader = read(db);
    const opened = db;
    return {
      reader,
      close: async () => {
        opened.close();
      },
    };
  } catch (error) {
    db?.close();
    throw CatalogUnusableError.of(path, error);
  }
}
