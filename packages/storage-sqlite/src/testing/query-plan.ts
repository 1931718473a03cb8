import SqliteDatabase, { type Database } from 'better-sqlite3';
import { createSchema } from '../database/create-schema.ts';

/** An empty catalog in memory. The caller closes it. */
export function emptyDatabase(): Database {
  const db = new SqliteDatabase(':memory:');
  db.pragma('foreign_keys = ON');
  createSchema(db);
  return db;
}

/** How SQLite executes a statement, step by step (https://sqlite.org/eqp.html). */
export function planOf(db: Database, sql: string, ...parameters: unknown[]): string[] {
  const rows = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
  return (rows as { detail: string }[]).map((row) => row.detail);
}
