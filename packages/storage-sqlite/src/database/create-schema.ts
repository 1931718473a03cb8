import type { Database } from 'better-sqlite3';
import { CatalogUnusableError } from './catalog-unusable-error.ts';
import { SCHEMA, SCHEMA_VERSION } from './schema.ts';

/**
 * Creates the schema in an empty database, whole or not at all. Two programs may do so at once: each
 * looks again, under the write lock, whether it is still empty.
 * @throws CatalogUnusableError when the database holds anything but this program's schema.
 */
export function createSchema(db: Database): void {
  // Takes the write lock also when nothing is to be created: a read-only database fails here.
  const create = db.transaction(() => {
    if (isEmpty(db)) {
      db.exec(SCHEMA);
      db.pragma(`user_version = ${SCHEMA_VERSION}`);
    }
    requireSchema(db);
  });
  create.immediate();
}

/** @throws CatalogUnusableError, one line with the file's path, unless the schema is this program's. */
export function requireSchema(db: Database): void {
  const version = versionOf(db);
  if (version === SCHEMA_VERSION) return;
  throw new CatalogUnusableError(
    version === 0
      ? `The file ${db.name} is not a catalog of Tricord`
      : `The catalog ${db.name} was written by another version of Tricord ` +
          `(schema ${version}, this program needs ${SCHEMA_VERSION})`,
  );
}

function isEmpty(db: Database): boolean {
  if (versionOf(db) !== 0) return false;
  return db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
}

/** 0 unless somebody has set it (https://sqlite.org/pragma.html#pragma_user_version). */
function versionOf(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}
