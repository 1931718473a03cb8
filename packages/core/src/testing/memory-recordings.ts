import { TricordError } from '../errors.ts';
import type { RecordingEvent } from '../events.ts';
import type { ArchivePage, ArchiveQuery } from '../ports/archive.ts';
import type { Page, RecordingCatalog, RecordingQuery } from '../ports/catalog.ts';
import { isLive, type Recording, type Transition } from '../recording.ts';
import { archivePage } from './memory-archive.ts';
import type { MemoryOutbox } from './memory-outbox.ts';
import { MemoryPages } from './memory-pages.ts';
import { callFits, compareText, idInUse, newestFirst } from './memory-rows.ts';

/** The recordings of a {@link MemoryCatalog}. */
export class MemoryRecordings implements RecordingCatalog {
  readonly #rows = new Map<string, Recording>();
  readonly #pages = new MemoryPages<Recording>('recordings');
  readonly #outbox: MemoryOutbox;

  constructor(outbox: MemoryOutbox) {
    this.#outbox = outbox;
  }

  async insert(recording: Recording, events: readonly RecordingEvent[] = []): Promise<void> {
    if (this.#rows.has(recording.id)) throw idInUse(recording.id);
    const where = shelf(recording);
    if (where !== undefined) this.#refuseTakenName(recording, ['live', where]);
    this.#rows.set(recording.id, recording);
    this.#outbox.keep(events);
  }

  async update(
    accountId: string,
    id: string,
    change: (recording: Recording) => Recording,
  ): Promise<Recording | undefined> {
    const silent = (before: Recording) => ({ recording: change(before), events: [] });
    return (await this.apply(accountId, id, silent))?.recording;
  }

  async apply(
    accountId: string,
    id: string,
    change: (recording: Recording) => Transition,
  ): Promise<Transition | undefined> {
    const before = this.#find(accountId, id);
    if (before === undefined) return undefined;
    const transition = change(before);
    const after = transition.recording;
    const where = shelf(after);
    const replaced =
      where === 'stored' && after.replaces !== undefined
        ? this.#find(accountId, after.replaces)
        : undefined;
    if (where !== undefined) this.#refuseTakenName(after, [where], replaced);
    if (replaced !== undefined) this.#rows.delete(replaced.id);
    this.#rows.set(id, after);
    this.#outbox.keep(transition.events);
    return transition;
  }

  async get(accountId: string, id: string): Promise<Recording | undefined> {
    return this.#find(accountId, id);
  }

  async findByName(accountId: string, name: string, where: Shelf): Promise<Recording | undefined> {
    return [...this.#rows.values()].find(
      (row) => row.accountId === accountId && row.name === name && shelf(row) === where,
    );
  }

  async list(query: RecordingQuery): Promise<Page<Recording>> {
    const rows = [...this.#rows.values()].filter((row) => recordingFits(row, query));
    return this.#pages.page(rows, query, query.order === 'name' ? byName : newestFirst);
  }

  async browse(query: ArchiveQuery): Promise<ArchivePage> {
    return archivePage([...this.#rows.values()], query);
  }

  async remove(
    accountId: string,
    id: string,
    events: readonly RecordingEvent[] = [],
  ): Promise<Recording | undefined> {
    const row = this.#find(accountId, id);
    if (row === undefined) return undefined;
    this.#rows.delete(id);
    this.#outbox.keep(events);
    return row;
  }

  async unfinished(): Promise<readonly Recording[]> {
    return [...this.#rows.values()].filter(isLive).sort((a, b) => a.createdAt - b.createdAt);
  }

  #find(accountId: string, id: string): Recording | undefined {
    const row = this.#rows.get(id);
    return row?.accountId === accountId ? row : undefined;
  }

  #refuseTakenName(
    recording: Recording,
    where: readonly Shelf[],
    replaced?: Recording | undefined,
  ): void {
    for (const row of this.#rows.values()) {
      const same = row.accountId === recording.accountId && row.name === recording.name;
      const other = row.id !== recording.id && row !== replaced;
      if (same && other && where.some((taken) => taken === shelf(row))) {
        throw new TricordError('recording-name-taken', `${recording.name} is taken`);
      }
    }
  }
}

type Shelf = 'live' | 'stored';

function shelf(recording: Recording): Shelf | undefined {
  if (recording.state === 'done') return 'stored';
  return isLive(recording) ? 'live' : undefined;
}

function recordingFits(row: Recording, query: RecordingQuery): boolean {
  const sessionId = row.target.kind === 'session' ? row.target.sessionId : undefined;
  const conferenceId = row.target.kind === 'conference' ? row.target.conferenceId : undefined;
  return (
    row.accountId === query.accountId &&
    (query.states === undefined || query.states.includes(row.state)) &&
    (query.sessionId === undefined || query.sessionId === sessionId) &&
    (query.conferenceId === undefined || query.conferenceId === conferenceId) &&
    (query.createdFrom === undefined || row.createdAt >= query.createdFrom) &&
    (query.createdBefore === undefined || row.createdAt < query.createdBefore) &&
    (query.namePrefix === undefined || row.name.startsWith(query.namePrefix)) &&
    callFits(row.call, query)
  );
}

function byName(a: Recording, b: Recording): number {
  return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)) || compareText(a.id, b.id);
}
