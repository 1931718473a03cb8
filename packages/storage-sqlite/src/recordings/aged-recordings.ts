import type { AgedQuery, Page, Recording } from '@tricord/core';
import { TricordError } from '@tricord/core';
import type { Database, Statement } from 'better-sqlite3';
import { pageToken, readPageToken } from '../tables/page-token.ts';
import { readRow, type StoredRow } from '../tables/stored-row.ts';

interface AgedRow extends StoredRow {
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

type AgedIndex = keyof typeof CONDITIONS;

export const AGED_SQL: Readonly<Record<AgedIndex, string>> = {
  recordings_aged: agedSql('recordings_aged'),
  recordings_aged_by_number: agedSql('recordings_aged_by_number'),
  recordings_aged_by_device: agedSql('recordings_aged_by_device'),
};

/** The ended recordings that are not preserved, the oldest call first. */
export class AgedRecordings {
  readonly #statements: Readonly<Record<AgedIndex, Statement<[object], AgedRow>>>;

  constructor(db: Database) {
    const prepared = Object.entries(AGED_SQL).map(([index, sql]) => [index, db.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared);
  }

  /** @throws TricordError `invalid-argument` with parameter `limit` or `after`. */
  page(query: AgedQuery): Page<Recording> {
    const { accountId, limit, after, startedBefore, line = {} } = query;
    if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
      throw new TricordError('invalid-argument', 'A page has from 1 to 1000 items', {
        details: { parameter: 'limit' },
      });
    }
    const { deviceName = null, directoryNumber = null } = line;
    const fingerprint = JSON.stringify(['aged', accountId, deviceName, directoryNumber]);
    const [keyAt, keyId] =
      after === undefined
        ? [Number.MIN_SAFE_INTEGER, '']
        : readPageToken(fingerprint, after, 'after');
    const parameters = { accountId, deviceName, directoryNumber, startedBefore, keyAt, keyId };
    const rows = this.#statements[agedIndex(query)].all({ ...parameters, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(readRow<Recording>),
      ...(last === undefined ? {} : { next: pageToken(fingerprint, [last.call_at, last.id]) }),
    };
  }
}

export function agedIndex({ line = {} }: Pick<AgedQuery, 'line'>): AgedIndex {
  if (line.directoryNumber !== undefined) return 'recordings_aged_by_number';
  return line.deviceName === undefined ? 'recordings_aged' : 'recordings_aged_by_device';
}

function agedSql(index: AgedIndex): string {
  const conditions = [
    'account_id = $accountId',
    'ages',
    ...CONDITIONS[index],
    '(call_at, id) > ($keyAt, $keyId)',
    'call_at < $startedBefore',
  ];
  return (
    `SELECT call_at, id, body FROM recordings INDEXED BY ${index} ` +
    `WHERE ${conditions.join(' AND ')} ORDER BY call_at, id LIMIT $limit + 0`
  );
}
