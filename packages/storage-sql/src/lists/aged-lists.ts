import type { AgedQuery, Page, Recording } from '@tricord/core';
import { readRow, type StoredRow } from '../rows/stored-row.ts';
import { onwardsPage } from './onwards-page.ts';
import type { SqlDialect } from './sql-dialect.ts';
import type { ListParameters } from './table-lists.ts';

/** What a statement of aged recordings yields. */
export interface AgedRow extends StoredRow {
  readonly call_at: number;
}

const CONDITIONS = {
  recordings_aged: [],
  recordings_aged_by_number: [
    'directory_number = $directoryNumber',
    '($deviceName IS NULL OR device_name = $deviceName)',
  ],
  recordings_aged_by_device: ['device_name = $deviceName'],
} as const;

/** The index that a list is read by, which names its statement. */
export type AgedIndex = keyof typeof CONDITIONS;

/** How to read one page of the recordings that retention considers. */
export interface AgedPage {
  readonly index: AgedIndex;
  readonly parameters: ListParameters;
  readonly pageOf: (rows: readonly AgedRow[]) => Page<Recording>;
}

/** The statements that aged recordings are read by, the oldest call first. */
export function agedSql(dialect: SqlDialect): Readonly<Record<AgedIndex, string>> {
  const sql = (index: AgedIndex) => {
    const conditions = [
      'account_id = $accountId',
      'ages',
      ...CONDITIONS[index],
      '(call_at, id) > ($keyAt, $keyId)',
      'call_at < $startedBefore',
    ];
    return (
      `SELECT call_at, id, body FROM ${dialect.tableByIndex('recordings', index)} ` +
      `WHERE ${conditions.join(' AND ')} ORDER BY call_at, id LIMIT $limit + 0`
    );
  };
  return {
    recordings_aged: sql('recordings_aged'),
    recordings_aged_by_number: sql('recordings_aged_by_number'),
    recordings_aged_by_device: sql('recordings_aged_by_device'),
  };
}

/** @throws TricordError `invalid-argument` with parameter `limit` or `after`. */
export function agedPage(query: AgedQuery): AgedPage {
  const { accountId, startedBefore, line = {} } = query;
  const { deviceName = null, directoryNumber = null } = line;
  // Without the upper bound, which moves on from one page to the next.
  const fingerprint = JSON.stringify(['aged', accountId, deviceName, directoryNumber]);
  const { key, limit, pageOf } = onwardsPage<AgedRow, Recording>(
    query,
    fingerprint,
    [Number.MIN_SAFE_INTEGER, ''],
    ({ call_at, id }) => [call_at, id],
    (row) => readRow(row),
  );
  const [keyAt, keyId] = key;
  const parameters = { accountId, deviceName, directoryNumber, startedBefore, keyAt, keyId, limit };
  return { index: indexOf(query), parameters, pageOf };
}

function indexOf({ line = {} }: AgedQuery): AgedIndex {
  if (line.directoryNumber !== undefined) return 'recordings_aged_by_number';
  return line.deviceName === undefined ? 'recordings_aged' : 'recordings_aged_by_device';
}
