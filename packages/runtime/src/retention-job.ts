import {
  type CoreDeps,
  deleteExpired,
  type RetentionPolicy,
  type RetentionSum,
  type Timer,
} from '@tricord/core';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';

/** An account and its retention rules. */
export interface RetentionAccount {
  readonly id: string;
  readonly retention: RetentionPolicy;
}

export interface RetentionJobDeps
  extends Pick<CoreDeps, 'catalog' | 'renditions' | 'events' | 'clock' | 'auditFailed'> {
  readonly accounts: readonly RetentionAccount[];
  readonly logger: Logger;
  readonly registry: Registry;
}

/** Leaves the start free for more urgent work. */
const FIRST_AFTER_MS = 5 * 60_000;
const EVERY_MS = 60 * 60_000;

/** Deletes recordings past their retention: five minutes after the start, and an hour after each run. */
export class RetentionJob {
  readonly #deps: RetentionJobDeps;
  readonly #accounts: readonly RetentionAccount[];
  readonly #deleted: Counter;
  readonly #deletedBytes: Counter;
  readonly #failed: Counter;
  #timer: Timer | undefined;
  #running: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(deps: RetentionJobDeps) {
    this.#deps = deps;
    this.#accounts = deps.accounts.filter(({ retention: { maxAgeDays, lines } }) => {
      return maxAgeDays !== undefined || lines.length > 0;
    });
    const registers = [deps.registry];
    this.#deleted = new Counter({
      name: 'tricord_retention_deleted_total',
      help: 'Recordings deleted by retention',
      registers,
    });
    this.#deletedBytes = new Counter({
      name: 'tricord_retention_deleted_bytes_total',
      help: 'Audio deleted by retention',
      registers,
    });
    this.#failed = new Counter({
      name: 'tricord_retention_failed_total',
      help: 'Failed attempts of retention to delete a recording',
      registers,
    });
  }

  start(): void {
    if (this.#accounts.length > 0) this.#runIn(FIRST_AFTER_MS);
  }

  /** Stops after the recording that is being deleted. Idempotent. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#timer?.cancel();
    await this.#running;
  }

  /** Resolves once the current run has ended. */
  settled(): Promise<void> {
    return this.#running;
  }

  #runIn(delayMs: number): void {
    this.#timer = this.#deps.clock.after(delayMs, () => {
      this.#running = this.#run();
    });
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    for (const account of this.#accounts) {
      if (!this.#closed) await this.#runFor(account);
    }
    if (!this.#closed) this.#runIn(EVERY_MS);
  }

  async #runFor({ id, retention }: RetentionAccount): Promise<void> {
    const { logger } = this.#deps;
    try {
      const deleted = await deleteExpired(this.#deps, id, retention, {
        goesOn: () => !this.#closed,
        deleted: (sum) => this.#count(sum),
        failed: (err, recording) => {
          this.#failed.inc();
          logger.error(
            { err, recordingId: recording.id },
            'retention could not delete a recording',
          );
        },
      });
      if (deleted.recordings > 0) {
        logger.info({ accountId: id, ...deleted }, 'retention deleted recordings');
      }
    } catch (err) {
      logger.error({ err, accountId: id }, 'retention could not read the recordings');
    }
  }

  #count({ recordings, bytes }: RetentionSum): void {
    this.#deleted.inc(recordings);
    this.#deletedBytes.inc(bytes);
  }
}
