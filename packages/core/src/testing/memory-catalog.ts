import { TricordError } from '../errors.ts';
import type {
  CallFilter,
  Catalog,
  Page,
  RecordingCatalog,
  RecordingQuery,
  SessionCatalog,
  SessionQuery,
} from '../ports/catalog.ts';
import { isLive, type Recording } from '../recording.ts';
import { type CallDetails, endSession, type Session } from '../session.ts';

/** The catalog port in memory. Scans: for tests only. */
export class MemoryCatalog implements Catalog {
  readonly recordings: RecordingCatalog = new MemoryRecordings();
  readonly sessions: SessionCatalog = new MemorySessions();

  check(): Promise<boolean> {
    return Promise.resolve(true);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

class MemoryRecordings implements RecordingCatalog {
  readonly #rows = new Map<string, Recording>();

  async insert(recording: Recording): Promise<void> {
    this.#refuseTakenName(recording);
    this.#rows.set(recording.id, recording);
  }

  async update(
    accountId: string,
    id: string,
    change: (recording: Recording) => Recording,
  ): Promise<Recording | undefined> {
    const before = this.#find(accountId, id);
    if (before === undefined) return undefined;
    const after = change(before);
    if (after.state === 'done' && after.replaces !== undefined) this.#rows.delete(after.replaces);
    this.#refuseTakenName(after);
    this.#rows.set(id, after);
    return after;
  }

  async get(accountId: string, id: string): Promise<Recording | undefined> {
    return this.#find(accountId, id);
  }

  async findByName(
    accountId: string,
    name: string,
    where: 'live' | 'stored',
  ): Promise<Recording | undefined> {
    return [...this.#rows.values()].find(
      (row) => row.accountId === accountId && row.name === name && shelf(row) === where,
    );
  }

  async list(query: RecordingQuery): Promise<Page<Recording>> {
    const rows = [...this.#rows.values()].filter((row) => recordingFits(row, query));
    const key = query.order === 'name' ? nameKey : newestKey;
    return pageOf(rows, key, query);
  }

  async remove(accountId: string, id: string): Promise<Recording | undefined> {
    const row = this.#find(accountId, id);
    if (row !== undefined) this.#rows.delete(id);
    return row;
  }

  async unfinished(): Promise<readonly Recording[]> {
    return [...this.#rows.values()].filter(isLive).sort((a, b) => a.createdAt - b.createdAt);
  }

  #find(accountId: string, id: string): Recording | undefined {
    const row = this.#rows.get(id);
    return row?.accountId === accountId ? row : undefined;
  }

  #refuseTakenName(recording: Recording): void {
    const where = shelf(recording);
    if (where === undefined) return;
    for (const row of this.#rows.values()) {
      const same = row.accountId === recording.accountId && row.name === recording.name;
      if (same && row.id !== recording.id && shelf(row) === where) {
        throw new TricordError('recording-name-taken', `${recording.name} is taken`);
      }
    }
  }
}

class MemorySessions implements SessionCatalog {
  readonly #rows = new Map<string, Session>();

  async insert(session: Session): Promise<void> {
    if (this.#rows.has(session.id)) {
      throw new TricordError('invalid-argument', `Session ${session.id} exists already`, {
        details: { parameter: 'id' },
      });
    }
    this.#rows.set(session.id, session);
  }

  async update(
    accountId: string,
    id: string,
    change: (session: Session) => Session,
  ): Promise<Session | undefined> {
    const before = await this.get(accountId, id);
    if (before === undefined) return undefined;
    const after = change(before);
    this.#rows.set(id, after);
    return after;
  }

  async get(accountId: string, id: string): Promise<Session | undefined> {
    const row = this.#rows.get(id);
    return row?.accountId === accountId ? row : undefined;
  }

  async findByExternalId(accountId: string, externalId: string): Promise<Session | undefined> {
    return [...this.#rows.values()]
      .filter((row) => row.accountId === accountId && row.call.externalId === externalId)
      .sort((a, b) => b.createdAt - a.createdAt)[0];
  }

  async list(query: SessionQuery): Promise<Page<Session>> {
    const rows = [...this.#rows.values()].filter((row) => sessionFits(row, query));
    return pageOf(rows, newestKey, query);
  }

  async endAll(now: number): Promise<readonly Session[]> {
    const ended = [...this.#rows.values()]
      .filter((row) => row.state === 'live')
      .map((row) => endSession(row, now));
    for (const session of ended) this.#rows.set(session.id, session);
    return ended;
  }
}

function shelf(recording: Recording): 'live' | 'stored' | undefined {
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

function callFits(call: CallDetails, filter: CallFilter): boolean {
  return (
    (filter.deviceName === undefined || filter.deviceName === call.line.deviceName) &&
    (filter.directoryNumber === undefined ||
      filter.directoryNumber === call.line.directoryNumber) &&
    (filter.username === undefined || filter.username === call.username) &&
    (filter.numericUserId === undefined || filter.numericUserId === call.numericUserId)
  );
}

/** Sorts last created first. */
function newestKey(row: { createdAt: number; id: string }): string {
  return `${(Number.MAX_SAFE_INTEGER - row.createdAt).toString().padStart(16, '0')}${invert(row.id)}`;
}

function nameKey(row: { name: string }): string {
  return Buffer.from(row.name).toString('hex');
}

function invert(hex: string): string {
  return hex.replace(/[0-9a-f]/g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16));
}

function pageOf<T>(
  rows: T[],
  key: (row: T) => string,
  query: { limit: number; after?: string },
): Page<T> {
  const { after } = query;
  if (after !== undefined && !/^[0-9a-f-]+$/.test(after)) {
    throw new TricordError('invalid-argument', 'Not a page token', {
      details: { parameter: 'after' },
    });
  }
  const rest = rows
    .map((row) => ({ row, key: key(row) }))
    .filter((entry) => after === undefined || entry.key > after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const items = rest.slice(0, query.limit);
  const last = items.at(-1);
  return {
    items: items.map((entry) => entry.row),
    ...(last !== undefined && rest.length > items.length ? { next: last.key } : {}),
  };
}
