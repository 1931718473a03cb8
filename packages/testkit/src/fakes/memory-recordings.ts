import {
  type AgedQuery,
  type ArchivePage,
  type ArchiveQuery,
  type ArchiveSize,
  callFits,
  callStartedAt,
  isLive,
  type NewAuditEntry,
  type Page,
  type Recording,
  type RecordingCatalog,
  type RecordingEvent,
  type RecordingQuery,
  type RemoveOptions,
  recordingFits,
  refusePreserved,
  sessionOfLineRecording,
  sparePreserved,
  type Transition,
  TricordError,
  withLineRecordingBegun,
} from '@tricord/core';
import { archivePage, archiveSizes } from './memory-archive.ts';
import type { MemoryAudit } from './memory-audit.ts';
import type { MemoryJournal } from './memory-journal.ts';
import { MemoryPages } from './memory-pages.ts';
import { compareText, idInUse, newestFirst } from './memory-rows.ts';
import type { MemorySessions } from './memory-sessions.ts';

/** The recordings of a {@link MemoryCatalog}. */
export class MemoryRecordings implements RecordingCatalog {
  readonly #rows = new Map<string, Recording>();
  /** Ids by account and name: each insert and change looks for others of its name. */
  readonly #named = new Map<string, Set<string>>();
  readonly #pages = new MemoryPages<Recording>('recordings');
  readonly #aged = new MemoryPages<Recording>('aged recordings');
  readonly #journal: MemoryJournal;
  readonly #audit: MemoryAudit;
  readonly #sessions: MemorySessions;

  constructor(journal: MemoryJournal, audit: MemoryAudit, sessions: MemorySessions) {
    this.#journal = journal;
    this.#audit = audit;
    this.#sessions = sessions;
  }

  async insert(
    recording: Recording,
    events: readonly RecordingEvent[] = [],
    audit?: NewAuditEntry,
  ): Promise<void> {
    if (this.#rows.has(recording.id)) throw idInUse(recording.id);
    const where = shelf(recording);
    if (where !== undefined) this.#refuseTakenName(recording, ['live', where]);
    if (audit !== undefined) this.#audit.appendNow(audit);
    this.#put(recording);
    const sessionId = sessionOfLineRecording(recording);
    if (sessionId !== undefined) {
      this.#sessions.change(recording.accountId, sessionId, withLineRecordingBegun);
    }
    this.#journal.keep(events);
  }

  async update(
    accountId: string,
    id: string,
    change: (recording: Recording) => Recording,
    audit?: NewAuditEntry,
  ): Promise<Recording | undefined> {
    const silent = (before: Recording) => ({ recording: change(before), events: [] });
    return (await this.apply(accountId, id, silent, audit))?.recording;
  }

  async apply(
    accountId: string,
    id: string,
    change: (recording: Recording) => Transition,
    audit?: NewAuditEntry,
  ): Promise<Transition | undefined> {
    const before = this.#find(accountId, id);
    if (before === undefined) return undefined;
    const wanted = change(before);
    const transition = sparePreserved(wanted, this.#replacedBy(wanted.recording));
    const after = transition.recording;
    const where = shelf(after);
    const replaced = where === 'stored' ? this.#replacedBy(after) : undefined;
    const renamed = before.name !== after.name;
    const taking: readonly Shelf[] = renamed ? ['live', 'stored'] : where ? [where] : [];
    if (where !== undefined) this.#refuseTakenName(after, taking, replaced);
    if (audit !== undefined && after !== before) this.#audit.appendNow(audit);
    if (replaced !== undefined) this.#drop(replaced);
    this.#put(after);
    this.#journal.keep(transition.events);
    return transition;
  }

  async get(accountId: string, id: string): Promise<Recording | undefined> {
    return this.#find(accountId, id);
  }

  async findByName(accountId: string, name: string, where: Shelf): Promise<Recording | undefined> {
    return this.#withName(accountId, name).find((row) => shelf(row) === where);
  }

  async list(query: RecordingQuery): Promise<Page<Recording>> {
    const rows = [...this.#rows.values()].filter(
      (row) => row.accountId === query.accountId && recordingFits(row, query),
    );
    return this.#pages.page(rows, query, query.order === 'name' ? byName : newestFirst);
  }

  async browse(query: ArchiveQuery): Promise<ArchivePage> {
    return archivePage([...this.#rows.values()], query);
  }

  async archiveSizes(): Promise<readonly ArchiveSize[]> {
    return archiveSizes(this.#rows.values());
  }

  async remove(
    accountId: string,
    id: string,
    events: readonly RecordingEvent[] = [],
    { wanted, audit }: RemoveOptions = {},
  ): Promise<Recording | undefined> {
    const row = this.#find(accountId, id);
    if (row === undefined || wanted?.(row) === false) return undefined;
    refusePreserved(row);
    if (audit !== undefined) this.#audit.appendNow(audit);
    this.#drop(row);
    this.#journal.keep(events);
    return row;
  }

  async aged({ startedBefore, line = {}, ...page }: AgedQuery): Promise<Page<Recording>> {
    const { deviceName, directoryNumber } = line;
    const rows = [...this.#rows.values()].filter(
      (row) =>
        row.accountId === page.accountId &&
        !isLive(row) &&
        row.preserved !== true &&
        callStartedAt(row) < startedBefore &&
        callFits(row.call, {
          ...(deviceName === undefined ? {} : { deviceName }),
          ...(directoryNumber === undefined ? {} : { directoryNumber }),
        }),
    );
    const query = { ...page, deviceName, directoryNumber };
    const { items, next } = this.#aged.page(rows, query, oldestCallFirst);
    return { items, ...(next === undefined ? {} : { next }) };
  }

  async unfinished(): Promise<readonly Recording[]> {
    return [...this.#rows.values()].filter(isLive).sort((a, b) => a.createdAt - b.createdAt);
  }

  /** Every recording, in any account. */
  rows(): Iterable<Recording> {
    return this.#rows.values();
  }

  #replacedBy({ accountId, replaces }: Recording): Recording | undefined {
    return replaces === undefined ? undefined : this.#find(accountId, replaces);
  }

  #find(accountId: string, id: string): Recording | undefined {
    const row = this.#rows.get(id);
    return row?.accountId === accountId ? row : undefined;
  }

  #put(row: Recording): void {
    const before = this.#rows.get(row.id);
    if (before !== undefined && before.name !== row.name) this.#forgetName(before);
    this.#rows.set(row.id, row);
    const key = nameKey(row);
    const ids = this.#named.get(key) ?? new Set();
    this.#named.set(key, ids.add(row.id));
  }

  #drop(row: Recording): void {
    this.#rows.delete(row.id);
    this.#forgetName(row);
  }

  #forgetName(row: Recording): void {
    const ids = this.#named.get(nameKey(row));
    ids?.delete(row.id);
    if (ids?.size === 0) this.#named.delete(nameKey(row));
  }

  #withName(accountId: string, name: string): readonly Recording[] {
    const ids = this.#named.get(nameKey({ accountId, name })) ?? [];
    return [...ids].flatMap((id) => this.#rows.get(id) ?? []);
  }

  #refuseTakenName(
    recording: Recording,
    where: readonly Shelf[],
    replaced?: Recording | undefined,
  ): void {
    for (const row of this.#withName(recording.accountId, recording.name)) {
      const other = row.id !== recording.id && row !== replaced;
      if (other && where.some((taken) => taken === shelf(row))) {
        throw new TricordError('recording-name-taken', `${recording.name} is taken`);
      }
    }
  }
}

type Shelf = 'live' | 'stored';

function nameKey({ accountId, name }: Pick<Recording, 'accountId' | 'name'>): string {
  return `${accountId} ${name}`;
}

function shelf(recording: Recording): Shelf | undefined {
  if (recording.state === 'done') return 'stored';
  return isLive(recording) ? 'live' : undefined;
}

function byName(a: Recording, b: Recording): number {
  return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)) || compareText(a.id, b.id);
}

function oldestCallFirst(a: Recording, b: Recording): number {
  return callStartedAt(a) - callStartedAt(b) || compareText(a.id, b.id);
}
