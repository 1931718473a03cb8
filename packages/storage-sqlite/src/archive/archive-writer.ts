import type { Recording } from '@tricord/core';
import { archiveEntryOf } from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';

/**
 * Keeps the archive's groups and counts in step with the recordings. Every call is part of the
 * transaction that changes the recording.
 */
export class ArchiveWriter {
  readonly #seqOf: Statement<[id: string], number>;
  readonly #addGroup: Statement<[accountId: string, kind: string, value: string], number>;
  readonly #addEntry: Statement<[group: number, startedAt: number, seq: number]>;
  readonly #removeEntry: Statement<[group: number, startedAt: number, seq: number]>;
  readonly #count: Statement<[group: number, day: number, change: number]>;
  readonly #addFacts: Statement<[seq: number, endedAt: number, remoteNumber: string | null]>;
  readonly #removeFacts: Statement<[seq: number]>;
  readonly #stretch: Statement<[accountId: string, spanMs: number]>;
  readonly #resize: Statement<[accountId: string, recordings: number, mediaBytes: number]>;

  constructor(db: Database) {
    this.#seqOf = db.prepare<[string], number>('SELECT seq FROM recordings WHERE id = ?').pluck();
    // The update changes nothing: it makes the statement return the row in either case.
    this.#addGroup = db
      .prepare<[string, string, string], number>(
        'INSERT INTO archive_groups (account_id, kind, value) VALUES (?, ?, ?) ' +
          'ON CONFLICT (account_id, kind, value) DO UPDATE SET kind = kind RETURNING id',
      )
      .pluck();
    this.#addEntry = db.prepare('INSERT INTO archive_entries VALUES (?, ?, ?)');
    this.#removeEntry = db.prepare(
      'DELETE FROM archive_entries WHERE group_id = ? AND started_at = ? AND seq = ?',
    );
    this.#count = db.prepare(
      'INSERT INTO archive_days VALUES (?, ?, ?) ' +
        'ON CONFLICT (group_id, day) DO UPDATE SET size = size + excluded.size',
    );
    this.#addFacts = db.prepare('INSERT INTO archive_facts VALUES (?, ?, ?)');
    this.#removeFacts = db.prepare('DELETE FROM archive_facts WHERE seq = ?');
    this.#stretch = db.prepare(
      'INSERT INTO archive_spans VALUES (?, ?) ON CONFLICT (account_id) DO UPDATE SET ' +
        'longest_ms = excluded.longest_ms WHERE excluded.longest_ms > longest_ms',
    );
    this.#resize = db.prepare(
      'INSERT INTO archive_sizes VALUES (?, ?, ?) ON CONFLICT (account_id) DO UPDATE SET ' +
        'recordings = recordings + excluded.recordings, ' +
        'media_bytes = media_bytes + excluded.media_bytes',
    );
  }

  /** After the row was added. */
  added(recording: Recording): void {
    if (recording.state !== 'done') return;
    const seq = this.#seqOf.get(recording.id);
    if (seq !== undefined) this.#put(seq, recording);
  }

  /** After the row was changed. */
  changed(before: Recording, after: Recording): void {
    if (before.state !== 'done' && after.state !== 'done') return;
    const seq = this.#seqOf.get(after.id);
    if (seq === undefined) return;
    this.#drop(seq, before);
    this.#put(seq, after);
  }

  /** Before the row is removed. */
  removing(recording: Recording): void {
    const seq = this.#seqOf.get(recording.id);
    if (seq !== undefined) this.#drop(seq, recording);
  }

  #put(seq: number, recording: Recording): void {
    const entry = archiveEntryOf(recording);
    if (entry === undefined) return;
    const { groups, startedAt, endedAt, day, remoteNumber } = entry;
    for (const { kind, value } of groups) {
      const group = this.#addGroup.get(recording.accountId, kind, value) as number;
      this.#addEntry.run(group, startedAt, seq);
      this.#count.run(group, day, 1);
    }
    this.#addFacts.run(seq, endedAt, remoteNumber ?? null);
    this.#stretch.run(recording.accountId, Math.max(0, endedAt - startedAt));
    this.#resize.run(recording.accountId, 1, recording.media?.bytes ?? 0);
  }

  #drop(seq: number, recording: Recording): void {
    const entry = archiveEntryOf(recording);
    if (entry === undefined) return;
    for (const { kind, value } of entry.groups) {
      const group = this.#addGroup.get(recording.accountId, kind, value) as number;
      this.#removeEntry.run(group, entry.startedAt, seq);
      this.#count.run(group, entry.day, -1);
    }
    this.#removeFacts.run(seq);
    this.#resize.run(recording.accountId, -1, -(recording.media?.bytes ?? 0));
  }
}
