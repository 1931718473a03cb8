import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type {
  AudioInventory,
  AuditCatalog,
  Catalog,
  ConferenceCatalog,
  DeliveryCatalog,
  DirectoryCatalog,
  JournalCatalog,
  OutboxCatalog,
  RecordingCatalog,
  SessionCatalog,
} from '@tricord/core';
import SqliteDatabase, { type Database, type Statement } from 'better-sqlite3';
import { SqliteAudit } from './audit/sqlite-audit.ts';
import { SqliteConferences } from './calls/sqlite-conferences.ts';
import { SqliteSessions } from './calls/sqlite-sessions.ts';
import { CatalogUnusableError } from './database/catalog-unusable-error.ts';
import { createSchema } from './database/create-schema.ts';
import { reserveRoom } from './database/reserve-room.ts';
import { SqliteDirectory } from './directory/sqlite-directory.ts';
import { DeliveryTable } from './outbox/delivery-table.ts';
import { SqliteDeliveries } from './outbox/sqlite-deliveries.ts';
import { SqliteJournal } from './outbox/sqlite-journal.ts';
import { SqliteOutbox } from './outbox/sqlite-outbox.ts';
import { SqliteInventory } from './recordings/sqlite-inventory.ts';
import { SqliteRecordings } from './recordings/sqlite-recordings.ts';

export interface SqliteCatalogOptions {
  /** The file, which is created with its folder when there is none. */
  readonly path: string;
}

/** How long a call waits, and holds the process, while another program writes. */
const BUSY_TIMEOUT_MS = 1000;

/**
 * The catalog port on an SQLite file.
 *
 * Calls are synchronous and block the event loop, for tens of microseconds each. A change whose call
 * has resolved survives the end of the process. A power cut may lose the last moments, but never
 * damages the file (write-ahead log, `synchronous = NORMAL`).
 */
export class SqliteCatalog implements Catalog {
  readonly recordings: RecordingCatalog;
  readonly sessions: SessionCatalog;
  readonly conferences: ConferenceCatalog;
  readonly outbox: OutboxCatalog;
  readonly journal: JournalCatalog;
  readonly deliveries: DeliveryCatalog;
  readonly directory: DirectoryCatalog;
  readonly audit: AuditCatalog;
  readonly inventory: AudioInventory;
  readonly #db: Database;
  readonly #beat: Statement<[]>;
  readonly #isUsed: Statement<[], 0 | 1>;

  private constructor(db: Database) {
    this.#db = db;
    this.#beat = db.prepare('UPDATE heartbeat SET beats = beats + 1');
    this.#isUsed = db
      .prepare<[], 0 | 1>(
        'SELECT EXISTS (SELECT 1 FROM recordings) OR EXISTS (SELECT 1 FROM sessions) ' +
          'OR EXISTS (SELECT 1 FROM audit)',
      )
      .pluck();
    const journal = new SqliteJournal(db);
    const deliveries = new DeliveryTable(db);
    const audit = new SqliteAudit(db);
    this.recordings = new SqliteRecordings(db, journal, audit);
    this.sessions = new SqliteSessions(db);
    this.conferences = new SqliteConferences(db);
    this.journal = journal;
    this.outbox = new SqliteOutbox(db, journal, deliveries);
    this.deliveries = new SqliteDeliveries(db, deliveries);
    this.directory = new SqliteDirectory(db, audit);
    this.audit = audit;
    this.inventory = new SqliteInventory(db);
  }

  /**
   * Opens the file; an empty one becomes a catalog.
   * @throws CatalogUnusableError when it is damaged, cannot be written, or is of another version.
   */
  static async open({ path }: SqliteCatalogOptions): Promise<SqliteCatalog> {
    let db: Database | undefined;
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      // SQLite would let everybody read it. The files beside it get the same mode.
      await (await open(path, 'a', 0o600)).close();
      db = new SqliteDatabase(path, { timeout: BUSY_TIMEOUT_MS });
      // First: a file that is not a catalog of this version is left as it is.
      createSchema(db);
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = NORMAL');
      db.pragma('foreign_keys = ON');
      reserveRoom(db);
      return new SqliteCatalog(db);
    } catch (error) {
      db?.close();
      throw CatalogUnusableError.of(path, error);
    }
  }

  /** Whether there has never been anything in it: what is deleted stays in the audit log. */
  isUnused(): boolean {
    return this.#isUsed.get() === 0;
  }

  async check(): Promise<void> {
    this.#beat.run();
  }

  async close(): Promise<void> {
    this.#db.close();
  }
}
