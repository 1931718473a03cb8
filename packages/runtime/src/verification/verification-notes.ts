import { closeSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { MediaFinding, VerificationPlace, VerificationStep } from '@tricord/core';
import { systemErrorCode } from '@tricord/http-kit';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { cannotWrite, StartError } from '../start-error.ts';

/** What a verification covers: one with another scope cannot be resumed. */
export interface VerificationScope {
  readonly accountId?: string;
  readonly lengthsOnly: boolean;
}

const place = z.discriminatedUnion('pass', [
  z.strictObject({ pass: z.literal('recordings'), afterId: z.string().exactOptional() }),
  z.strictObject({ pass: z.literal('store'), after: z.string().exactOptional() }),
]);

const progress = z.strictObject({
  version: z.literal(1),
  scope: z.string(),
  /** Epoch milliseconds. */
  begunAt: z.number(),
  recordings: z.number(),
  keys: z.number(),
  findings: z.number(),
  place,
});

/** Progress of a verification: what it examined, and what it found. */
export type VerificationProgress = z.output<typeof progress>;

export interface VerificationNotesOptions {
  /** The file. */
  readonly path: string;
  readonly scope: VerificationScope;
  /** Discard the notes of an earlier process. */
  readonly restart: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * The progress and findings of a verification, so that it can be resumed after an interruption: an
 * SQLite file locked by one process.
 */
export class VerificationNotes {
  /** Whether an earlier process started it. */
  readonly resumed: boolean;
  readonly #db: Database.Database;
  readonly #path: string;
  #progress: VerificationProgress;

  private constructor(
    db: Database.Database,
    { path, scope, restart, now }: VerificationNotesOptions,
  ) {
    this.#db = db;
    this.#path = path;
    const wanted = JSON.stringify([scope.accountId ?? null, scope.lengthsOnly]);
    const noted = restart ? undefined : readProgress(db);
    const known = noted?.scope === wanted ? noted : undefined;
    this.resumed = known !== undefined;
    this.#progress = known ?? {
      ...{ version: 1, scope: wanted, begunAt: now, recordings: 0, keys: 0, findings: 0 },
      place: { pass: 'recordings' },
    };
    if (!this.resumed) this.#db.exec('DELETE FROM findings; DELETE FROM progress');
  }

  /**
   * Resumes what an earlier process noted for the same scope, else starts from the beginning.
   * @throws StartError when another process verifies, or the file is damaged or cannot be written.
   */
  static open(options: VerificationNotesOptions): VerificationNotes {
    const { path } = options;
    let db: Database.Database | undefined;
    try {
      db = openFile(path);
      return new VerificationNotes(db, options);
    } catch (error) {
      db?.close();
      throw failureOf(error, path);
    }
  }

  get progress(): VerificationProgress {
    return this.#progress;
  }

  /** The findings so far, oldest first. */
  *findings(): Generator<MediaFinding> {
    const rows = this.#db.prepare<[], string>('SELECT body FROM findings ORDER BY seq').pluck();
    for (const body of rows.iterate()) yield JSON.parse(body) as MediaFinding;
  }

  /** Saves a step with its findings. */
  add(pass: VerificationPlace['pass'], { looked, findings, next }: VerificationStep): void {
    const { recordings, keys } = this.#progress;
    this.#progress = {
      ...this.#progress,
      ...(pass === 'recordings' ? { recordings: recordings + looked } : { keys: keys + looked }),
      findings: this.#progress.findings + findings.length,
      ...(next === undefined ? {} : { place: next }),
    };
    this.#db.transaction(() => {
      const insert = this.#db.prepare('INSERT INTO findings (body) VALUES (?)');
      for (const finding of findings) insert.run(JSON.stringify(finding));
      this.#db.prepare('REPLACE INTO progress VALUES (1, ?)').run(JSON.stringify(this.#progress));
    })();
  }

  /** Closes the file, and keeps it for a later process. Idempotent. */
  close(): void {
    this.#db.close();
  }

  /** Deletes the file: the verification is complete. */
  delete(): void {
    this.close();
    rmSync(this.#path, { force: true });
  }
}

function openFile(path: string): Database.Database {
  // SQLite would create it readable by everyone.
  closeSync(openSync(path, 'a', 0o600));
  const db = new Database(path, { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    // After a power cut, the verification just starts over.
    db.pragma('synchronous = OFF');
    db.exec(
      'CREATE TABLE IF NOT EXISTS progress (id INTEGER PRIMARY KEY, body TEXT NOT NULL);' +
        'CREATE TABLE IF NOT EXISTS findings (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);' +
        // Takes the lock, which is held from then on.
        'BEGIN IMMEDIATE; COMMIT',
    );
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function failureOf(error: unknown, path: string): StartError {
  switch (systemErrorCode(error)) {
    case 'SQLITE_BUSY':
      return new StartError(`another verification is running: ${path}`, { cause: error });
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return new StartError(`the notes of an earlier verification are damaged: delete ${path}`, {
        cause: error,
      });
    default:
      return cannotWrite(dirname(path), error);
  }
}

function readProgress(db: Database.Database): VerificationProgress | undefined {
  const body = db.prepare<[], string>('SELECT body FROM progress').pluck().get();
  return body === undefined ? undefined : progress.parse(JSON.parse(body));
}
