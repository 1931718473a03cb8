import {
  type CoreDeps,
  type Directory,
  failToRecord,
  isTricordError,
  type LinePolicy,
  lineOrigin,
  linePolicy,
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

/** How long to wait after a refused start. */
const AFTER_REFUSAL = { firstMs: 250, maxMs: 2000 };
/**
 * How long after a failed recording the next one starts: not before the recorder has checked for free space again, and
 * with backoff, because each attempt leaves a failed recording.
 */
const AFTER_FAILURE = { firstMs: 5000, maxMs: 300_000 };

/**
 * Applies the policy of its line to one live session. If the session cannot be recorded, this is retried until it works
 * or the session ends; the recording's gap map lists what was missed until then.
 */
export class LineSession {
  readonly #deps: LineSessionDeps;
  readonly #session: LiveSession;
  #policy: LinePolicy = { mode: 'on-demand', settings: {} };
  /** When the policy's mode took effect, monotonic milliseconds. */
  #sinceMs = 0;
  /** When the first description arrived whose line has not been looked up yet, monotonic milliseconds. */
  #unseenMs: number | undefined;
  #isKept = false;
  #isRecorded = false;
  /** Whether a recording of the session has failed; then no further report is needed. */
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

  /** Handles a new description of the session. Resolves once the policy has been looked up and applied. Never rejects. */
  async describe(): Promise<void> {
    if (this.#isRecorded) return;
    this.#unseenMs ??= this.#deps.clock.monotonicMs();
    await this.#wake();
  }

  /**
   * Handles the end of the session.
   * @returns if it should have been recorded and was not: a function that saves the failed recording. It rejects when
   *   this fails, and may then be called again.
   */
  async end(): Promise<(() => Promise<void>) | undefined> {
    this.close();
    await this.#work;
    const hasRecording = this.#isRecorded || this.#hasFailed;
    const mayBeWanted = this.#policy.mode === 'automatic' || this.#unseenMs !== undefined;
    const missesNothing = this.#refusal === undefined && !this.#session.isHeard;
    if (hasRecording || !mayBeWanted || missesNothing) return undefined;
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
    // If it is running, it checks for new descriptions before it ends.
    this.#work ??= this.#applyPolicy();
    return this.#work;
  }

  /** Looks up and applies the policy, again while new descriptions arrive. Never rejects. */
  async #applyPolicy(): Promise<void> {
    try {
      do {
        await this.#lookUp();
        if (!this.#isOver && !this.#isRecorded) await this.#capture();
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
    const describedMs = this.#unseenMs;
    if (describedMs === undefined) return;
    this.#unseenMs = undefined;
    const { accountId, call } = this.#session.session;
    const before = this.#policy.mode;
    try {
      this.#policy = await linePolicy(this.#deps.directory, accountId, call);
    } catch (error) {
      this.#unseenMs = describedMs;
      throw error;
    }
    const { mode } = this.#policy;
    if (mode !== before) this.#sinceMs = describedMs;
    // A refusal under the previous mode no longer matters; one from before the first look-up still does.
    const isOther = mode !== before && before !== 'on-demand';
    if (mode === 'on-demand' || isOther) this.#refusal = undefined;
  }

  async #capture(): Promise<void> {
    if (this.#policy.mode === 'automatic') await this.#begin();
    if (this.#policy.mode === 'live-keep') this.#keep();
  }

  async #begin(): Promise<void> {
    const { logger, recorder } = this.#deps;
    // Each attempt counts as one that was refused, and asks the catalog.
    if (this.#refusal === 'no-space' && !recorder.hasSpace) throw this.#error;
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

  /** Starts another recording if this one fails during the call. Never rejects. */
  async #watch(accountId: string, id: string): Promise<void> {
    const recording = await this.#deps.recorder.settled(accountId, id).catch(() => undefined);
    if (recording === undefined || this.#isOver) return;
    const { state, endReason } = recording;
    // Not after a requested stop. If the failure could not be saved, the state still looks live.
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
    // It captured something, so the backoff starts over.
    if (media !== undefined) this.#afterFailure.reset();
    logger.warn({ recording: id }, 'line recording failed, to be started again');
    this.#retry.after(this.#afterFailure.next(), () => void this.#wake());
  }

  #refuse(error: unknown): void {
    // Otherwise the session is about to end.
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

  /** What a recording that starts now has missed since its line was known, if there was audio and it is a frame or more. */
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
