import type { AgedQuery, Page, Recording } from '@tricord/core';
import { type AgedIndex, type AgedRow, agedPage, agedSql } from '@tricord/storage-sql';
import type { Database, Statement } from 'better-sqlite3';
import { SQLITE_DIALECT } from '../tables/sqlite-dialect.ts';

export const AGED_SQL = agedSql(SQLITE_DIALECT);

/** The ended recordings that are not preserved, the oldest call first. */
export class AgedRecordings {
  readonly #statements: Readonly<Record<AgedIndex, Statement<[object], AgedRow>>>;

  constructor(db: Database) {
    const prepared = Object.entries(AGED_SQL).map(([index, sql]) => [index, db.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared);
  }

  /** @throws TricordError `invalid-argument` with parameter `limit` or `after`. */
  page(query: AgedQuery): Page<Recording> {
    const { index, parameters, pageOf } = agedPage(query);
    return pageOf(this.#statements[index].all(parameters));
  }
}
