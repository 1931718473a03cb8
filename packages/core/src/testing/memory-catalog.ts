import { type Conference, endConferenceAt } from '../conference.ts';
import { TricordError } from '../errors.ts';
import type { RecordingEvent } from '../events.ts';
import type {
  CallFilter,
  Catalog,
  ConferenceCatalog,
  ConferenceQuery,
  Page,
  RecordingCatalog,
  RecordingQuery,
  SessionCatalog,
  SessionQuery,
} from '../ports/catalog.ts';
import type { DeliveryCatalog } from '../ports/deliveries.ts';
import type { OutboxCatalog } from '../ports/outbox.ts';
import { isLive, type Recording, type Transition } from '../recording.ts';
import { type CallDetails, endSession, type Session } from '../session.ts';
import { MemoryOutbox } from './memory-outbox.ts';
import { MemoryPages } from './memory-pages.ts';

/** The catalog port in memory. Scans: for tests only. */
export class MemoryCatalog implements Catalog {
  readonly recordings: RecordingCatalog;
  readonly outbox: OutboxCatalog;
  readonly deliveries: DeliveryCatalog;
  readonly sessions: SessionCatalog;
  readonly conferences: ConferenceCatalog;

  constructor() {
    const outbox = new MemoryOutbox();
    this.outbox = outbox;
    this.deliveries = outbox;
    this.recordings = new MemoryRecordings(outbox);
    const sessions = new MemorySessions();
    this.sessions = sessions;
    this.conferences = new MemoryConferences(sessions);
  }

  check(): Promise<boolean> {
    return Promise.resolve(true);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

class MemoryRecordings implements RecordingCatalog {
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

class MemorySessions implements SessionCatalog {
  readonly #rows = new Map<string, Session>();
  readonly #pages = new MemoryPages<Session>('sessions');

  async insert(session: Session): Promise<void> {
    if (this.#rows.has(session.id)) throw idInUse(session.id);
    this.#rows.set(session.id, session);
  }

  async update(
    accountId: string,
    id: string,
    change: (session: Session) => Session,
  ): Promise<Session | undefined> {
    const before = this.#find(accountId, id);
    if (before === undefined) return undefined;
    const after = change(before);
    this.#rows.set(id, after);
    return after;
  }

  async get(accountId: string, id: string): Promise<Session | undefined> {
    return this.#find(accountId, id);
  }

  async findByExternalId(accountId: string, externalId: string): Promise<Session | undefined> {
    return [...this.#rows.values()]
      .filter((row) => row.accountId === accountId && row.call.externalId === externalId)
      .sort(newestFirst)[0];
  }

  async list(query: SessionQuery): Promise<Page<Session>> {
    const rows = [...this.#rows.values()].filter((row) => sessionFits(row, query));
    return this.#pages.page(rows, query, newestFirst);
  }

  async endAll(now: number): Promise<readonly Session[]> {
    const ended = [...this.#rows.values()]
      .filter((row) => row.state === 'live')
      .map((row) => endSession(row, now));
    for (const session of ended) this.#rows.set(session.id, session);
    return ended;
  }

  liveIn(accountId: string, conferenceId: string): number {
    const query = { accountId, conferenceId, states: ['live' as const], limit: 1 };
    return [...this.#rows.values()].filter((row) => sessionFits(row, query)).length;
  }

  #find(accountId: string, id: string): Session | undefined {
    const row = this.#rows.get(id);
    return row?.accountId === accountId ? row : undefined;
  }
}

class MemoryConferences implements ConferenceCatalog {
  /** By account and id. */
  readonly #rows = new Map<string, Conference>();
  readonly #pages = new MemoryPages<Conference>('conferences');
  readonly #sessions: MemorySessions;

  constructor(sessions: MemorySessions) {
    this.#sessions = sessions;
  }

  async insert(conference: Conference): Promise<void> {
    const { accountId, id } = conference;
    if (this.#find(accountId, id) !== undefined) throw idInUse(id);
    this.#keep(conference);
  }

  async update(
    accountId: string,
    id: string,
    change: (conference: Conference, members: number) => Conference,
  ): Promise<Conference | undefined> {
    const before = this.#find(accountId, id);
    if (before === undefined) return undefined;
    const after = change(before, this.#sessions.liveIn(accountId, id));
    this.#keep(after);
    return after;
  }

  async get(accountId: string, id: string): Promise<Conference | undefined> {
    return this.#find(accountId, id);
  }

  async list(query: ConferenceQuery): Promise<Page<Conference>> {
    const rows = [...this.#rows.values()].filter((row) => conferenceFits(row, query));
    return this.#pages.page(rows, query, newestFirst);
  }

  async endAll(now: number): Promise<readonly Conference[]> {
    const ended = [...this.#rows.values()]
      .filter((row) => row.state === 'live')
      .map((row) => endConferenceAt(row, now));
    for (const conference of ended) this.#keep(conference);
    return ended;
  }

  #find(accountId: string, id: string): Conference | undefined {
    return this.#rows.get(`${accountId} ${id}`);
  }

  #keep(conference: Conference): void {
    this.#rows.set(`${conference.accountId} ${conference.id}`, conference);
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

function sessionFits(row: Session, query: SessionQuery): boolean {
  return (
    row.accountId === query.accountId &&
    (query.states === undefined || query.states.includes(row.state)) &&
    (query.conferenceId === undefined || query.conferenceId === row.call.conference?.id) &&
    callFits(row.call, query)
  );
}

function conferenceFits(row: Conference, query: ConferenceQuery): boolean {
  return (
    row.accountId === query.accountId &&
    (query.states === undefined || query.states.includes(row.state)) &&
    (query.createdFrom === undefined || row.createdAt >= query.createdFrom) &&
    (query.createdBefore === undefined || row.createdAt < query.createdBefore)
  );
}

function callFits(call: CallDetails, filter: CallFilter): boolean {
  return (
    (filter.deviceName === undefined || filter.deviceName === call.line.deviceName) &&
    (filter.directoryNumber === undefined ||
      filter.directoryNumber === call.line.directoryNumber) &&
    (filter.username === undefined || filter.username === call.username) &&
    (filter.numericUserId === undefined || filter.numericUserId === call.numericUserId)
  );
}

function newestFirst(a: Row, b: Row): number {
  return b.createdAt - a.createdAt || compareText(b.id, a.id);
}

function byName(a: Recording, b: Recording): number {
  return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)) || compareText(a.id, b.id);
}

interface Row {
  readonly createdAt: number;
  readonly id: string;
}

function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function idInUse(id: string): TricordError {
  return new TricordError('invalid-argument', `The id ${id} is in use`, {
    details: { parameter: 'id' },
  });
}
