import {
  type AuditCatalog,
  type AuditEntry,
  type AuditQuery,
  type AuditSegment,
  chainEntry,
  isSameUser,
  type NewAuditEntry,
  type Page,
} from '@tricord/core';
import { MemoryPages } from './memory-pages.ts';

/** The audit log of a MemoryCatalog. */
export class MemoryAudit implements AuditCatalog {
  readonly #logs = new Map<string, AuditEntry[]>();
  readonly #pages = new MemoryPages<AuditEntry>('audit');
  /** Makes every write fail. */
  full = false;

  async append(added: NewAuditEntry): Promise<AuditEntry> {
    return this.appendNow(added);
  }

  /** Adds the entry of a change in the catalog. */
  appendNow(added: NewAuditEntry): AuditEntry {
    if (this.full) throw new Error('database or disk is full');
    const log = this.#logs.get(added.accountId) ?? [];
    const entry = chainEntry(log.at(-1), added);
    this.#logs.set(added.accountId, [...log, entry]);
    return entry;
  }

  async list(query: AuditQuery): Promise<Page<AuditEntry>> {
    const rows = (this.#logs.get(query.accountId) ?? []).filter((entry) => fits(entry, query));
    const { items, next } = this.#pages.page(rows, query, (a, b) =>
      query.order === 'oldest' ? byTime(a, b) : byTime(b, a),
    );
    return { items, ...(next === undefined ? {} : { next }) };
  }

  async segment(
    accountId: string,
    afterSeq: number | undefined,
    limit: number,
  ): Promise<AuditSegment> {
    const log = this.#logs.get(accountId) ?? [];
    const last = log.at(-1);
    return {
      links: log
        .filter(({ seq }) => afterSeq === undefined || seq > afterSeq)
        .slice(0, limit)
        .map((entry) => ({ seq: entry.seq, entry })),
      ...(last === undefined ? {} : { head: { seq: last.seq, hash: last.hash } }),
    };
  }

  async accounts(): Promise<readonly string[]> {
    return [...this.#logs.keys()].sort();
  }
}

function fits(entry: AuditEntry, query: AuditQuery): boolean {
  const { recordingId, username, action, from, until } = query;
  return (
    (recordingId === undefined || entry.recordingId === recordingId) &&
    (username === undefined || isSameUser(entry.actor.username, username)) &&
    (action === undefined || entry.action === action) &&
    (from === undefined || entry.at >= from) &&
    (until === undefined || entry.at < until)
  );
}

function byTime(a: AuditEntry, b: AuditEntry): number {
  return a.at - b.at || a.seq - b.seq;
}
