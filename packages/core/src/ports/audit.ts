import type { AuditAction, AuditEntry, AuditHead, NewAuditEntry } from '../audit.ts';
import type { Page } from './page.ts';

/** Which entries of an account's log; all given fields must hold. Times are epoch milliseconds. */
export interface AuditFilter {
  readonly recordingId?: string;
  /** Compared without regard to the case of A to Z. */
  readonly username?: string;
  readonly action?: AuditAction;
  /** Done at or after. */
  readonly from?: number;
  /** Done before. */
  readonly until?: number;
}

export interface AuditQuery extends AuditFilter {
  readonly accountId: string;
  /** From 1 to 1000. Anything else throws `invalid-argument` with parameter `limit`. */
  readonly limit: number;
  /** `next` of the page before. Anything else throws `invalid-argument` with parameter `after`. */
  readonly after?: string;
  /** By time; at equal times, by position in the log. Default: `newest`. */
  readonly order?: 'newest' | 'oldest';
}

/** An entry as it is stored, even if it was tampered with. */
export interface AuditLink {
  readonly seq: number;
  /** Absent if what is stored cannot have been written by {@link AuditCatalog.append}. */
  readonly entry?: AuditEntry;
}

/** A segment of a log and the log's recorded end, read at the same moment. */
export interface AuditSegment {
  /** By position; missing ones are left out. */
  readonly links: readonly AuditLink[];
  /** Stored apart from the entries; absent if nothing was ever appended, or if it is missing. */
  readonly head?: AuditHead;
}

/**
 * Keeps an append-only audit log per account. Each entry is chained to the previous one by its hash (`chainEntry`).
 */
export interface AuditCatalog {
  /** Appends an entry in one transaction; costs the same at any size. */
  append(entry: NewAuditEntry): Promise<AuditEntry>;
  /** A page costs the same at any depth if filtered by only a recording, a user or an action, or not at all. */
  list(query: AuditQuery): Promise<Page<AuditEntry>>;
  /**
   * At most `limit` entries after that position (undefined: from the first), for verification.
   */
  segment(accountId: string, afterSeq: number | undefined, limit: number): Promise<AuditSegment>;
  /** The accounts that have a log, sorted. */
  accounts(): Promise<readonly string[]>;
}
