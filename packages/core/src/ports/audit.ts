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
  /** By time, of one time by place in the log. `newest` if it is not given. */
  readonly order?: 'newest' | 'oldest';
}

/** An entry as it lies in the catalog, whatever became of it. */
export interface AuditLink {
  readonly seq: number;
  /** Absent when what lies there is nothing that {@link AuditCatalog.append} writes. */
  readonly entry?: AuditEntry;
}

/** A stretch of a log, and where the log is said to end: both of the same moment. */
export interface AuditSegment {
  /** By place; those that are missing are left out. */
  readonly links: readonly AuditLink[];
  /** Kept apart from the entries; absent when nothing was ever put down, or it is gone. */
  readonly head?: AuditHead;
}

/**
 * Keeps who did what: one log an account, to which entries are only ever added. Each entry is chained to
 * the one before it by its hash (`chainEntry`).
 */
export interface AuditCatalog {
  /** Adds an entry at the end, in one transaction; costs the same at any size. */
  append(entry: NewAuditEntry): Promise<AuditEntry>;
  /** A page costs the same at any depth, when it is led by a recording, a user or an action alone, or by nothing. */
  list(query: AuditQuery): Promise<Page<AuditEntry>>;
  /**
   * At most `limit` entries behind that place, from the very first one if it is undefined: for who looks whether
   * they are as they were put down.
   */
  segment(accountId: string, afterSeq: number | undefined, limit: number): Promise<AuditSegment>;
  /** The accounts that have a log, sorted. */
  accounts(): Promise<readonly string[]>;
}
