import type { SqlDialect } from '@tricord/storage-sql';

export const SQLITE_DIALECT: SqlDialect = {
  // Fails to compile, rather than scan, when the index does not serve the statement.
  tableByIndex: (table, index) => `${table} INDEXED BY ${index}`,
  contains: (text, part) => `instr(${text}, ${part})`,
  prefixEnd: {
    sql: (parameter) => `CAST(${parameter} AS TEXT)`,
    // No byte of UTF-8 is 0xFF.
    valueOf: (prefix) => Buffer.concat([Buffer.from(prefix), Buffer.of(0xff)]),
  },
};
