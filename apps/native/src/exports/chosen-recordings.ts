import {
  type CoreDeps,
  isVisibleTo,
  listRecordings,
  lookUpRecording,
  type RecordingFilter,
  TricordError,
} from '@tricord/core';
import type { components } from '../generated/api.ts';
import { toRecordingFilter } from '../mappers/query.ts';

/** How many recordings one export can have. */
const MOST = 10_000;
const PAGE = 200;

type Visibility = Pick<RecordingFilter, 'visibleTo'>;
type Deps = Pick<CoreDeps, 'catalog' | 'directory'>;

/**
 * The ids of the recordings that a client wants exported, as the catalog has them now.
 * @throws TricordError `invalid-argument`; `recording-not-found` when one of the given ids is unknown,
 *   or not visible to the client.
 */
export function chosenRecordings(
  deps: Deps,
  accountId: string,
  { recordingIds, filter }: components['schemas']['Export'],
  visibility: Visibility,
): Promise<readonly string[]> {
  if (recordingIds !== undefined && filter === undefined) {
    return knownIds(deps, accountId, recordingIds, visibility);
  }
  if (filter !== undefined && recordingIds === undefined) {
    return matchingIds(deps, accountId, filter, visibility);
  }
  throw invalid('recordingIds', 'Give either recordingIds or filter');
}

async function knownIds(
  deps: Deps,
  accountId: string,
  given: readonly string[],
  { visibleTo }: Visibility,
): Promise<readonly string[]> {
  const ids = [...new Set(given.map((id) => id.toLowerCase()))];
  for (const [i, id] of ids.entries()) {
    if (i > 0 && i % PAGE === 0) await new Promise(setImmediate);
    const recording = await lookUpRecording(deps, accountId, { id });
    if (recording !== undefined && isVisibleTo(recording.call, visibleTo)) continue;
    throw new TricordError('recording-not-found', `There is no recording ${id}`);
  }
  return ids;
}

async function matchingIds(
  deps: Deps,
  accountId: string,
  filter: components['schemas']['ExportFilter'],
  visibility: Visibility,
): Promise<readonly string[]> {
  const wanted = await toRecordingFilter(deps.directory, accountId, filter);
  const query = { accountId, ...wanted, ...visibility, limit: PAGE };
  const ids: string[] = [];
  let page = await listRecordings(deps, query);
  for (;;) {
    ids.push(...page.items.map(({ id }) => id));
    if (ids.length > MOST) {
      throw invalid('filter', `More than ${MOST} recordings match: export them in parts`);
    }
    if (page.next === undefined) return ids;
    await new Promise(setImmediate);
    page = await listRecordings(deps, { ...query, after: page.next });
  }
}

function invalid(parameter: string, message: string): TricordError {
  return new TricordError('invalid-argument', message, { details: { parameter } });
}
