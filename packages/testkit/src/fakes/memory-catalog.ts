import type {
  AudioInventory,
  Catalog,
  ConferenceCatalog,
  DeliveryCatalog,
  DirectoryCatalog,
  JournalCatalog,
  OutboxCatalog,
  RecordingCatalog,
  SessionCatalog,
} from '@tricord/core';
import { MemoryAudit } from './memory-audit.ts';
import { MemoryConferences } from './memory-conferences.ts';
import { MemoryDirectory } from './memory-directory.ts';
import { MemoryInventory } from './memory-inventory.ts';
import { MemoryJournal } from './memory-journal.ts';
import { MemoryOutbox } from './memory-outbox.ts';
import { MemoryRecordings } from './memory-recordings.ts';
import { MemorySessions } from './memory-sessions.ts';

/** The catalog port in memory, for tests only: every query scans. */
export class MemoryCatalog implements Catalog {
  readonly recordings: RecordingCatalog;
  readonly outbox: OutboxCatalog;
  readonly journal: JournalCatalog;
  readonly deliveries: DeliveryCatalog;
  readonly sessions: SessionCatalog;
  readonly conferences: ConferenceCatalog;
  readonly inventory: AudioInventory;

  readonly audit = new MemoryAudit();
  readonly directory: DirectoryCatalog = new MemoryDirectory(this.audit);

  constructor() {
    const journal = new MemoryJournal();
    this.journal = journal;
    const outbox = new MemoryOutbox(journal);
    this.outbox = outbox;
    this.deliveries = outbox;
    const sessions = new MemorySessions(({ accountId, id }) =>
      [...recordings.rows()].some(
        (row) =>
          row.accountId === accountId &&
          row.target.kind === 'session' &&
          row.target.sessionId === id,
      ),
    );
    const recordings = new MemoryRecordings(journal, this.audit, sessions);
    this.recordings = recordings;
    this.inventory = new MemoryInventory(() => recordings.rows());
    this.sessions = sessions;
    this.conferences = new MemoryConferences(sessions);
  }

  check(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
