import {
  type ArchivePage,
  type ArchiveQuery,
  type ArchiveSize,
  callEndedAt,
  callStartedAt,
  isSameUser,
  isVisibleTo,
  localNumber,
  type Recording,
  TricordError,
} from '@tricord/core';

/** @param rows of all accounts, in order of insertion */
export function archivePage(rows: readonly Recording[], query: ArchiveQuery): ArchivePage {
  const { offset, limit } = query;
  if (!Number.isInteger(limit) || limit < 1 || limit > 10_000) throw invalid('limit');
  if (!Number.isSafeInteger(offset) || offset < 0) throw invalid('offset');
  const found = rows
    .filter((row) => archiveFits(row, query))
    .map((row, came) => ({ row, came }))
    .sort((a, b) => startOf(b.row) - startOf(a.row) || b.came - a.came)
    .map(({ row }) => row);
  return { items: found.slice(offset, offset + limit), total: found.length };
}

/** How much of each account is in the archive. */
export function archiveSizes(rows: Iterable<Recording>): readonly ArchiveSize[] {
  const sizes = new Map<string, ArchiveSize>();
  for (const { accountId, state, media } of rows) {
    if (state !== 'done') continue;
    const { recordings = 0, mediaBytes = 0 } = sizes.get(accountId) ?? {};
    const bytes = mediaBytes + (media?.bytes ?? 0);
    sizes.set(accountId, { accountId, recordings: recordings + 1, mediaBytes: bytes });
  }
  return [...sizes.values()];
}

function archiveFits(row: Recording, query: ArchiveQuery): boolean {
  const [started, ended] = [startOf(row), Math.floor(callEndedAt(row))];
  const { username, remote, direction } = { ...row.call, remote: row.call.remote.phoneNumber };
  return (
    row.accountId === query.accountId &&
    row.state === 'done' &&
    isVisibleTo(row.call, query.visibleTo) &&
    started >= (query.startedFrom ?? Number.NEGATIVE_INFINITY) &&
    started < (query.startedBefore ?? Number.POSITIVE_INFINITY) &&
    ended >= (query.endedFrom ?? Number.NEGATIVE_INFINITY) &&
    ended < (query.endedBefore ?? Number.POSITIVE_INFINITY) &&
    (query.username === undefined || isSameUser(username, query.username)) &&
    (query.localNumber === undefined || query.localNumber === localNumber(row)) &&
    (query.remoteNumber === undefined || query.remoteNumber === remote) &&
    (query.remoteNumberPart === undefined || (remote?.includes(query.remoteNumberPart) ?? false)) &&
    (query.direction === undefined || query.direction === direction)
  );
}

function startOf(row: Recording): number {
  return Math.floor(callStartedAt(row));
}

function invalid(parameter: string): TricordError {
  return new TricordError('invalid-argument', `Invalid ${parameter}`, { details: { parameter } });
}
