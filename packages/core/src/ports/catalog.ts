import type { NewAuditEntry } from '../audit.ts';
import type { Conference, ConferenceState } from '../conference.ts';
import type { RecordingEvent } from '../events.ts';
import type { Recording } from '../recording.ts';
import type { CallFilter, RecordingFilter } from '../recording-filter.ts';
import type { Transition } from '../recording-transition.ts';
import type { LineRef, Session, SessionState } from '../session.ts';
import type { ArchiveCatalog } from './archive.ts';
import type { AudioInventory } from './audio-inventory.ts';
import type { AuditCatalog } from './audit.ts';
import type { DeliveryCatalog } from './deliveries.ts';
import type { DirectoryCatalog } from './directory-catalog.ts';
import type { JournalCatalog } from './journal.ts';
import type { OutboxCatalog } from './outbox.ts';
import type { Page, PageQuery } from './page.ts';

export interface RecordingQuery extends PageQuery, RecordingFilter {
  /**
   * `newest` (the default): last created first, of one millisecond the greatest id first; `name`: by
   * the bytes of the name in UTF-8, of one name the smallest id first.
   */
  readonly order?: 'newest' | 'name';
}

export interface AgedQuery extends Omit<PageQuery, 'before'> {
  /** The call began before, epoch milliseconds. May differ from page to page. */
  readonly startedBefore: number;
  /** Only on this line, exactly; both when both are given. */
  readonly line?: LineRef;
}

/** How a recording is removed. */
export interface RemoveOptions {
  /** Called in the transaction of the removal, before anything else; false: nothing is removed. */
  readonly wanted?: (recording: Recording) => boolean;
  /** Goes to the {@link AuditCatalog} in the same transaction, if the recording was there. */
  readonly audit?: NewAuditEntry;
}

export interface SessionQuery extends PageQuery, CallFilter {
  readonly states?: readonly SessionState[];
  readonly conferenceId?: string;
  /** As `numbersOf` has them, compared exactly. */
  readonly callingNumber?: string;
  readonly calledNumber?: string;
  /** Created at or after, epoch milliseconds. */
  readonly createdFrom?: number;
  /** Created before, epoch milliseconds. */
  readonly createdBefore?: number;
  /**
   * Begun at or after, epoch milliseconds. Checked row by row, so that a query should bound {@link createdFrom}, too.
   */
  readonly startedFrom?: number;
  /** Begun before, epoch milliseconds; checked row by row as well. */
  readonly startedBefore?: number;
}

export interface ConferenceQuery extends PageQuery {
  readonly states?: readonly ConferenceState[];
  /** Created at or after, epoch milliseconds. */
  readonly createdFrom?: number;
  /** Created before, epoch milliseconds. */
  readonly createdBefore?: number;
}

/**
 * Keeps recordings. Once a call has resolved, its change is visible to every later call. Nothing here crosses
 * accounts, except {@link unfinished} and {@link archiveSizes}. A page costs the same at any depth and in a catalog of any size, except where a
 * search matches few of many recordings, and no index leads to them: those are read one by one, which does not block
 * the process, and rows may change while it runs.
 */
export interface RecordingCatalog extends ArchiveCatalog {
  /**
   * Adds a recording. If the line of a live session started it, the session's `automaticRecording` becomes `begun` in
   * the same transaction, see `withLineRecordingBegun`.
   * @throws TricordError `recording-name-taken` when the account has a live recording of that name,
   *   or, for a recording that is `done`, a stored one; a failed or canceled recording does not occupy its
   *   name. `invalid-argument` with parameter `id` when the id is in use, in any account.
   * @param events go to the {@link OutboxCatalog.journal} in the same
   *   transaction, as far as it is journaled.
   * @param audit goes to the {@link AuditCatalog} in the same transaction.
   */
  insert(
    recording: Recording,
    events?: readonly RecordingEvent[],
    audit?: NewAuditEntry,
  ): Promise<void>;
  /**
   * Replaces the recording with `change(recording)`, atomically. When it becomes `done` and `replaces` another,
   * that one is deleted in the same transaction, unless it is preserved: then both stay (see
   * {@link sparePreserved}), as the returned recording shows. If `change` throws, nothing changes. Undefined when
   * there is no such recording.
   * @param audit goes to the {@link AuditCatalog} in the same transaction, if `change` returned another object
   *   than it was given.
   * @throws TricordError `recording-name-taken` when another recording has its name, both live or
   *   both `done`; under another name than before, also when one is live and the other `done`.
   */
  update(
    accountId: string,
    id: string,
    change: (recording: Recording) => Recording,
    audit?: NewAuditEntry,
  ): Promise<Recording | undefined>;
  /**
   * As {@link update}, and journaled events of the transition go to the {@link OutboxCatalog.journal} in the same
   * transaction, so that a crash cannot lose them.
   */
  apply(
    accountId: string,
    id: string,
    change: (recording: Recording) => Transition,
    audit?: NewAuditEntry,
  ): Promise<Transition | undefined>;
  get(accountId: string, id: string): Promise<Recording | undefined>;
  /** `live`: queued to finishing; `stored`: done. */
  findByName(
    accountId: string,
    name: string,
    where: 'live' | 'stored',
  ): Promise<Recording | undefined>;
  list(query: RecordingQuery): Promise<Page<Recording>>;
  /**
   * Ended recordings that are not preserved, oldest call first; within a millisecond, smallest id first.
   */
  aged(query: AgedQuery): Promise<Page<Recording>>;
  /**
   * Removes a recording and returns it, or undefined when there was none.
   * @param events as for {@link insert}; ignored when there was no recording.
   * @throws TricordError `recording-preserved`, in any state; nothing is removed then.
   */
  remove(
    accountId: string,
    id: string,
    events?: readonly RecordingEvent[],
    options?: RemoveOptions,
  ): Promise<Recording | undefined>;
  /** The live recordings of all accounts, oldest first: those that a restart must repair. */
  unfinished(): Promise<readonly Recording[]>;
}

/** Keeps sessions, with the same promises as {@link RecordingCatalog}. */
export interface SessionCatalog {
  /** @throws TricordError `invalid-argument` with parameter `id` when the account has one of that id. */
  insert(session: Session): Promise<void>;
  /** As {@link RecordingCatalog.update}. */
  update(
    accountId: string,
    id: string,
    change: (session: Session) => Session,
  ): Promise<Session | undefined>;
  get(accountId: string, id: string): Promise<Session | undefined>;
  /** The newest session with the PBX's own id, or undefined. */
  findByExternalId(accountId: string, externalId: string): Promise<Session | undefined>;
  /** Last created first, of one millisecond the greatest id first. */
  list(query: SessionQuery): Promise<Page<Session>>;
  /** The live sessions of all accounts, oldest first. */
  live(): Promise<readonly Session[]>;
  /** Ends every live session of all accounts at `now` and returns them: for a start after a crash. */
  endAll(now: number): Promise<readonly Session[]>;
  /**
   * Removes a session that is in that state, unless a recording is of it, atomically. Returns it, or undefined if nothing
   * was removed.
   */
  remove(accountId: string, id: string, state: 'expected' | 'ended'): Promise<Session | undefined>;
}

/** Keeps conferences, with the same promises as {@link RecordingCatalog}. */
export interface ConferenceCatalog {
  /** @throws TricordError `invalid-argument` with parameter `id` when the account has one of that id. */
  insert(conference: Conference): Promise<void>;
  /**
   * As {@link RecordingCatalog.update}. `members` is the number of live sessions in the conference within that
   * transaction.
   */
  update(
    accountId: string,
    id: string,
    change: (conference: Conference, members: number) => Conference,
  ): Promise<Conference | undefined>;
  get(accountId: string, id: string): Promise<Conference | undefined>;
  /** Last created first, of one millisecond the greatest id first. */
  list(query: ConferenceQuery): Promise<Page<Conference>>;
  /** Ends every live conference of all accounts at `now` and returns them: for a start after a crash. */
  endAll(now: number): Promise<readonly Conference[]>;
}

/** Keeps all data but audio. */
export interface Catalog {
  readonly recordings: RecordingCatalog;
  readonly sessions: SessionCatalog;
  readonly conferences: ConferenceCatalog;
  readonly outbox: OutboxCatalog;
  readonly journal: JournalCatalog;
  readonly deliveries: DeliveryCatalog;
  readonly directory: DirectoryCatalog;
  readonly audit: AuditCatalog;
  readonly inventory: AudioInventory;
  /** Resolves if the catalog can be read and written right now. @throws the reason why it cannot. */
  check(): Promise<void>;
  /** Idempotent. */
  close(): Promise<void>;
}
