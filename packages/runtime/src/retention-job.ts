import {
  ClockWatch,
  type CoreDeps,
  type Current,
  deleteExpired,
  deleteOldSessions,
  type RetentionPolicy,
  type RetentionSum,
  type Timer,
} from '@tricord/core';
import type { Logger } from 'pino';
import { Counter, Gauge, type Registry } from 'prom-client';

/** An account and its retention rules, of recordings and sessions. */
export interface RetentionAccount {
  readonly id: string;
  readonly retention: RetentionPolicy & {
    readonly sessionDays: number;
    readonly expectedHours: number;
  };
}

export interface RetentionJobDeps
  extends Pick<CoreDeps, 'catalog' | 'renditions' | 'events' | 'clock' | 'auditFailed'> {
  /** Read before each run. */
  readonly accounts: Current<readonly RetentionAccount[]>;
  readonly logger: Logger;
  readonly registry: Registry;
}

/** Leaves the start free for more urgent work. */
const FIRST_AFTER_MS = 5 * 60_000;
const EVERY_MS = 60 * 60_000;
const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Deletes recordings and sessions past their retention: five minutes after the start, and an hour after each run; but
 * nothing while the time of day has jumped.
 */
export class RetentionJob {
  readonly #deps: RetentionJobDeps;
  readonly #watch: ClockWatch;
  readonly #deleted: Counter;
  readonly #deletedBytes: Counter;
  readonly #failed: Counter;
  readonly #deletedSessions: Counter;
  #timer: Timer | undefined;
  #running: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(deps: RetentionJobDeps) {
    this.#deps = deps;
    const watch = new ClockWatch(deps.clock);
    this.#watch = watch;
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
    this.#deletedSessions = new Counter({
      name: 'tricord_retention_deleted_sessions_total',
      help: 'Sessions that were deleted because their time was over',
      registers,
    });
    new Gauge({
      name: 'tricord_retention_held',
      help: '1 while nothing is deleted because the time of day has jumped',
      registers,
      collect() {
        this.set(watch.jumpMs === 0 ? 0 : 1);
      },
    });
  }

  start(): void {
    this.#runIn(FIRST_AFTER_MS);
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
    if (this.#watch.jumpMs !== 0) this.#tellHeld();
    for (const account of this.#deps.accounts.value) {
      if (this.#goesOn()) await this.#runFor(account);
    }
    if (!this.#closed) this.#runIn(EVERY_MS);
  }

  #goesOn(): boolean {
    return !this.#closed && this.#watch.jumpMs === 0;
  }

  #tellHeld(): void {
    this.#deps.logger.error(
      { jumpMs: this.#watch.jumpMs, now: new Date(this.#deps.clock.now()).toISOString() },
      'retention deletes nothing: the time of day has jumped; restart once it is right',
    );
  }

  async #runFor({ id, retention }: RetentionAccount): Promise<void> {
    const { logger } = this.#deps;
    try {
      const deleted = await deleteExpired(this.#deps, id, retention, {
        goesOn: () => this.#goesOn(),
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
      // After their recordings.
      await this.#deleteSessions({ id, retention });
    } catch (err) {
      logger.error({ err, accountId: id }, 'retention could not read the recordings and sessions');
    }
  }

  async #deleteSessions({ id, retention }: RetentionAccount): Promise<void> {
    const { sessionDays, expectedHours, maxAgeDays = sessionDays } = retention;
    const ages = {
      endedMs: Math.min(sessionDays, maxAgeDays) * DAY_MS,
      expectedMs: expectedHours * HOUR_MS,
    };
    const sessions = await deleteOldSessions(this.#deps, id, ages, () => this.#goesOn());
    this.#deletedSessions.inc(sessions);
    if (sessions > 0) {
      this.#deps.logger.info({ accountId: id, sessions }, 'retention deleted sessions');
    }
  }

  #count({ recordings, bytes }: RetentionSum): void {
    this.#deleted.inc(recordings);
    this.#deletedBytes.inc(bytes);
  }
}
