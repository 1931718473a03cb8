import SqliteDatabase, { type Database } from 'better-sqlite3';
import { CatalogUnusableError } from './catalog-unusable-error.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** How long a read waits for a program that holds everybody up. */
const BUSY_TIMEOUT_MS = 1000;

/** What a catalog is opened for, alone. */
export interface ReadOnlyUse<T> {
  /** As a message names it. */
  readonly what: string;
  /** The migration that brought it. */
  readonly since: string;
  readonly read: (db: Database) => T;
}

/**
 * Opens a catalog to read a part of it alone, also while another process uses it. Nothing in it changes.
 * @throws CatalogUnusableError when there is none, it is damaged, or is of an older or newer version.
 */
export async function openReadOnly<T>(
  path: string,
  use: ReadOnlyUse<T>,
): Promise<{ reader: T; close(): Promise<void> }> {
  let db: Database | undefined;
  try {
    db = new SqliteDatabase(path, {
      readonly: true,
      fileMustExist: true,
      timeout: BUSY_TIMEOUT_MS,
    });
    requireVersion(db, use);
    const reader = use.read(db);
    const opened = db;
    return {
      reader,
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

function requireVersion(
  db: Database,
  { what, since }: Pick<ReadOnlyUse<unknown>, 'what' | 'since'>,
): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > MIGRATIONS.length) {
    throw new CatalogUnusableError(
      `The catalog ${db.name} was written by a newer version of Tricord ` +
        `(schema ${version}, this program knows ${MIGRATIONS.length})`,
    );
  }
  if (version <= MIGRATIONS.indexOf(since)) {
    throw new CatalogUnusableError(
      `The catalog ${db.name} is older than ${what}: start this version of Tricord once`,
    );
  }
}
