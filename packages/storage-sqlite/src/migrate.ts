import { usernameKey } from '@tricord/core';
import type { Database } from 'better-sqlite3';
import { CatalogUnusableError } from './catalog-unusable-error.ts';

/**
 * Brings the database to the newest version that this program knows, a transaction a step. Two
 * programs may do so at once: each step looks again, under the write lock, whether it is due. Steps may
 * call `username_key(text)`, the core's own.
 * @throws CatalogUnusableError when a newer program has written it.
 */
export function migrate(db: Database, steps: readonly string[]): void {
  db.function('username_key', { deterministic: true }, (name) => usernameKey(String(name)));
  // Takes the write lock once even if no step is due: a database that is read-only fails here.
  const stepOnce = db.transaction((): boolean => {
    const version = db.pragma('user_version', { simple: true }) as number;
    if (version > steps.length) {
      throw new CatalogUnusableError(
        `The catalog ${db.name} was written by a newer version of Tricord ` +
          `(schema ${version}, this program knows ${steps.length})`,
      );
    }
    const step = steps[version];
    if (step === undefined) return false;
    db.exec(step);
    db.pragma(`user_version = ${version + 1}`);
    return true;
  });
  while (stepOnce.immediate());
}
