import type {
  CallDetails,
  CallFilter,
  Recording,
  RecordingQuery,
  Session,
  SessionQuery,
} from '@tricord/core';

/** The expected result of a query, in order, computed naively. */
export function expectedRecordings(all: readonly Recording[], query: RecordingQuery): Recording[] {
  const rows = all.filter((row) => {
    const { target } = row;
    return (
      row.accountId === query.accountId &&
      (query.states === undefined || query.states.includes(row.state)) &&
      (query.sessionId === undefined ||
        (target.kind === 'session' && target.sessionId === query.sessionId)) &&
      (query.conferenceId === undefined ||
        (target.kind === 'conference' && target.conferenceId === query.conferenceId)) &&
      row.createdAt >= (query.createdFrom ?? Number.NEGATIVE_INFINITY) &&
      row.createdAt < (query.createdBefore ?? Number.POSITIVE_INFINITY) &&
      row.name.startsWith(query.namePrefix ?? '') &&
      callFits(row.call, query) &&
      searchFits(row, query)
    );
  });
  return query.order === 'name' ? rows.sort(byName) : rows.sort(newestFirst);
}

/** As {@link expectedRecordings}. */
export function expectedSessions(all: readonly Session[], query: SessionQuery): Session[] {
  return all
    .filter(
      (row) =>
        row.accountId === query.accountId &&
        (query.states === undefined || query.states.includes(row.state)) &&
        (query.conferenceId === undefined || row.call.conference?.id === query.conferenceId) &&
        row.createdAt >= (query.createdFrom ?? Number.NEGATIVE_INFINITY) &&
        row.createdAt < (query.createdBefore ?? Number.POSITIVE_INFINITY) &&
        numbersFit(row.call, query) &&
        begunFits(row, query) &&
        callFits(row.call, query),
    )
    .sort(newestFirst);
}

/** Of these calls, the remote party calls the line unless the line calls. */
function numbersFit({ direction, line, local, remote }: CallDetails, query: SessionQuery): boolean {
  const numbers = [remote.phoneNumber, local.phoneNumber ?? line.directoryNumber];
  const [calling, called] = direction === 'outgoing' ? numbers.reverse() : numbers;
  return (
    (query.callingNumber === undefined || calling === query.callingNumber) &&
    (query.calledNumber === undefined || called === query.calledNumber)
  );
}

function begunFits({ startedAt }: Session, { startedFrom, startedBefore }: SessionQuery): boolean {
  if (startedFrom === undefined && startedBefore === undefined) return true;
  return (
    startedAt !== undefined &&
    startedAt >= (startedFrom ?? Number.NEGATIVE_INFINITY) &&
    startedAt < (startedBefore ?? Number.POSITIVE_INFINITY)
  );
}

function searchFits(row: Recording, query: RecordingQuery): boolean {
  const { call, tags = [] } = row;
  const durationMs = row.media?.durationMs ?? Number.NaN;
  const { visibleTo } = query;
  const checks = [
    visibleTo === undefined ||
      call.username?.toLowerCase() === visibleTo.username.toLowerCase() ||
      visibleTo.supervisedGroups.some((group) => group === call.group),
    query.remoteNumber === undefined || query.remoteNumber === call.remote.phoneNumber,
    query.direction === undefined || query.direction === call.direction,
    query.externalId === undefined || query.externalId === call.externalId,
    query.durationFromMs === undefined || durationMs >= query.durationFromMs,
    query.durationToMs === undefined || durationMs <= query.durationToMs,
    ...(query.tags ?? []).map((tag) => tags.includes(tag)),
    ...Object.entries(query.metadata ?? {}).map(([key, value]) => {
      const own = Object.getOwnPropertyDescriptor(call.metadata, key);
      return own?.value === value;
    }),
    ...(query.text ?? '')
      .split(/[\s\0]+/u)
      .map((word) => textsOf(row).some((text) => text.includes(plain(word)))),
  ];
  return checks.every(Boolean);
}

/** An empty word is in any of them. */
function textsOf({ name, note = '', tags = [], call }: Recording): string[] {
  const { local, remote, line, username = '', conference } = call;
  return [name, note, ...tags, username, line.directoryNumber ?? '', conference?.name ?? '']
    .concat([local, remote].flatMap((party) => Object.values(party)))
    .map(plain);
}

/** Without case and accents. */
function plain(text: string): string {
  const letters = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return letters.toUpperCase().toLowerCase().replace(/ς/g, 'σ');
}

function callFits(call: CallDetails, filter: CallFilter): boolean {
  const pairs = [
    [filter.deviceName, call.line.deviceName],
    [filter.directoryNumber, call.line.directoryNumber],
    [filter.username?.toLowerCase(), call.username?.toLowerCase()],
    [filter.numericUserId, call.numericUserId],
  ];
  return pairs.every(([wanted, actual]) => wanted === undefined || wanted === actual);
}

function newestFirst<T extends { createdAt: number; id: string }>(a: T, b: T): number {
  return b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
}

function byName(a: Recording, b: Recording): number {
  return Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)) || (a.id < b.id ? -1 : 1);
}
