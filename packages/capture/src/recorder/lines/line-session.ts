import {
  type CoreDeps,
  type Directory,
  failToRecord,
  isTricordError,
  type MissedReason,
  type MissedStart,
  type Recording,
  startRecording,
} from '@tricord/core';
import type { Logger } from 'pino';
import { Backoff } from '../../backoff.ts';
import type { LiveSession } from '../../intake/live-session.ts';
import type { CaptureMetrics } from '../../metrics.ts';
import { PTIME_MS } from '../../timing.ts';
import { missedReason } from '../missed-reason.ts';
import type { SessionRecorder } from '../session-recorder.ts';
import { type LinePolicy, lineOrigin, linePolicy } from './line-policy.ts';
import { Retry } from './retry.ts';

export interface LineSessionDeps
  extends Pick<
    CoreDeps,
    'catalog' | 'clock' | 'ids' | 'events' | 'recordingDefaults' | 'auditFailed'
  > {
  readonly directory: Directory;
  readonly recorder: SessionRecorder;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
}

/** How long to wait after a refused start, milliseconds. */
const AFTER_REFUSAL = { firstMs: 250, maxMs: 2000 };
/**
 * How long after a recording has failed another begins, milliseconds: not before the recorder has looked for free
 * space again, and ever later, because each attempt is a failed recording.
 */
const AFTER_FAILURE = { firstMs: 5000, maxMs: 300_000 };

/**
 * One live session and the policy of its line. If it cannot be recorded, that is retried until it works or the session
 * ends; what was missed until then is noted in the recording.
 */
export class LineSession {
  readonly #deps: LineSessionDeps;
  readonly #session: LiveSession;
  #policy: LinePolicy = { mode: 'on-demand', settings: {} };
  /** Since when the line has wanted that, monotonic milliseconds. */
  #sinceMs = 0;
  /** When the first description came that has not been looked up, monotonic milliseconds. */
  #unseenMs: number | undefined;
  #isKept = false;
  #isRecorded = false;
  /** Whether a recording of it has failed: that tells of what was not recorded afterwards. */
  #hasFailed = false;
  #refusal: MissedReason | undefined;
  /** Why the last attempt failed. */
  #error: unknown = new Error('The call ended first');
  readonly #retry: Retry;
  readonly #afterRefusal = new Backoff(AFTER_REFUSAL);
  readonly #afterFailure = new Backoff(AFTER_FAILURE);
  #work: Promise<void> | undefined;
  #isOver = false;

  constructor(deps: LineSessionDeps, session: LiveSession) {
    this.#deps = deps;
    this.#session = session;
    this.#unseenMs = session.sinceMs;
    this.#retry = new Retry(deps);
  }

  /** The session was described. Resolves once the policy has been looked up and applied. Never rejects. */
  async describe(): Promise<void> {
    if (this.#isRecorded) return;
    this.#unseenMs ??= this.#deps.clock.monotonicMs();
    await this.#wake();
  }

  /**
   * The call is over.
   * @returns what is still to be put down, if it should have been recorded: rejects when it cannot be, and may be called
   *   again then.
   */
  async end(): Promise<(() => Promise<void>) | undefined> {
    this.close();
    await this.#work;
    const isTold = this.#isRecorded || this.#hasFailed;
    const mayBeWanted = this.#policy.mode === 'automatic' || this.#unseenMs !== undefined;
    const missesNothing = this.#refusal === undefined && !this.#session.isHeard;
    if (isTold || !mayBeWanted || missesNothing) return undefined;
    const endedAt = this.#deps.clock.now();
    return () => this.#report(endedAt);
  }

  /** Stops retrying. */
  close(): void {
    this.#isOver = true;
    this.#retry.done();
  }

  #wake(): Promise<void> {
    this.#retry.cancel();
    // What is under way looks again when it is through.
    this.#work ??= this.#settle();
    return this.#work;
  }

  /** Does what the line wants, as long as it is said anew. Never rejects. */
  async #settle(): Promise<void> {
    try {
      do {
        await this.#lookUp();
        if (!this.#isOver && !this.#isRecorded) await this.#obey();
      } while (this.#unseenMs !== undefined && !this.#isOver);
      this.#retry.done();
      this.#afterRefusal.reset();
    } catch (error) {
      this.#refuse(error);
    } finally {
      this.#work = undefined;
    }
  }

  async #lookUp(): Promise<void> {
    const saidMs = this.#unseenMs;
    if (saidMs === undefined) return;
    this.#unseenMs = undefined;
    const { accountId, call } = this.#session.session;
    const before = this.#policy.mode;
    try {
      this.#policy = await linePolicy(this.#deps.directory, accountId, call);
    } catch (error) {
      this.#unseenMs = saidMs;
      throw error;
    }
    const { mode } = this.#policy;
    if (mode !== before) this.#sinceMs = saidMs;
    // What it wanted before is not wanted any more. What kept it from being looked up still counts.
    const isOther = mode !== before && before !== 'on-demand';
    if (mode === 'on-demand' || isOther) this.#refusal = undefined;
  }

  async #obey(): Promise<void> {
    if (this.#policy.mode === 'automatic') await this.#begin();
    if (this.#policy.mode === 'live-keep') this.#keep();
  }

  async #begin(): Promise<void> {
    const { logger, recorder } = this.#deps;
    // Each attempt counts as one that was refused, and asks the catalog.
    if (this.#refusal === 'no-space' && !recorder.hasRoom) throw this.#error;
    const { id: sessionId, accountId, call } = this.#session.session;
    const missed = this.#missed();
    const { id } = await startRecording(
      { ...this.#deps, actor: { via: 'line' } },
      {
        accountId,
        target: { sessionId },
        settings: { ...this.#policy.settings, wholeCall: this.#isKept },
        origin: lineOrigin(call),
        ...(missed === undefined ? {} : { missed }),
      },
    );
    if (missed !== undefined) logger.info({ recording: id, missed }, 'line recorded late');
    this.#isRecorded = true;
    this.#refusal = undefined;
    void this.#watch(accountId, id);
  }

  /** A recording that fails while the call goes on is followed by another, which takes the rest. Never rejects. */
  async #watch(accountId: string, id: string): Promise<void> {
    const recording = await this.#deps.recorder.settled(accountId, id).catch(() => undefined);
    if (recording === undefined || this.#isOver) return;
    const { state, endReason } = recording;
    // Who stopped it wants no other. Where the catalog could not be told of the failure, it still seems to be live.
    if (state === 'done' || state === 'canceled' || endReason !== undefined) return;
    this.#restart(recording);
  }

  #keep(): void {
    if (this.#isKept) return;
    this.#isKept = true;
    const { recorder, recordingDefaults } = this.#deps;
    const { channels = 1 } = this.#policy.settings;
    const defaults = recordingDefaults(this.#session.session.accountId);
    recorder.keep(this.#session, { ...defaults, channels }, this.#sinceMs);
  }

  #restart({ id, media }: Recording): void {
    const { clock, logger } = this.#deps;
    this.#isRecorded = false;
    this.#hasFailed = true;
    this.#refusal = 'error';
    this.#sinceMs = clock.monotonicMs();
    this.#unseenMs = this.#sinceMs;
    // One that captured something was worth the attempt.
    if (media !== undefined) this.#afterFailure.reset();
    logger.warn({ recording: id }, 'line to be recorded anew');
    this.#retry.after(this.#afterFailure.next(), () => void this.#wake());
  }

  #refuse(error: unknown): void {
    // The end of the call is on its way.
    if (!isTricordError(error, 'session-not-live')) {
      const { logger } = this.#deps;
      const reason = missedReason(error);
      const facts = { err: error, session: this.#session.id, reason };
      // Logged once: retries may go on for hours.
      if (!this.#retry.isWaiting) logger.warn(facts, 'line not recorded yet');
      this.#refusal = reason;
      this.#error = error;
    }
    if (!this.#isOver) this.#retry.after(this.#afterRefusal.next(), () => void this.#wake());
  }

  /** What a recording that begins now has missed since its line was known, if there was audio: a frame or more. */
  #missed(): MissedStart | undefined {
    const lengthMs = this.#deps.clock.monotonicMs() - this.#sinceMs;
    const isLate = this.#refusal === undefined ? lengthMs >= PTIME_MS : lengthMs > 0;
    return isLate && this.#session.isHeard
      ? { lengthMs, reason: this.#refusal ?? 'overload' }
      : undefined;
  }

  async #report(endedAt: number): Promise<void> {
    await this.#lookUp();
    if (this.#policy.mode !== 'automatic') return;
    const { clock, logger, metrics } = this.#deps;
    const { session } = this.#session;
    const dueAt = clock.now() - Math.round(clock.monotonicMs() - this.#sinceMs);
    const cause = `${endedAt - dueAt} ms of the call were not recorded: ${messageOf(this.#error)}`;
    const { settings } = this.#policy;
    const origin = lineOrigin(session.call);
    const failed = await failToRecord(this.#deps, {
      ...{ session, settings, origin, dueAt, endedAt, cause },
    });
    metrics.recordingsEnded.inc({ result: 'failed' });
    logger.error({ session: session.id, recording: failed.id, cause }, 'line never recorded');
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
