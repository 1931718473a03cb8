import type { Clock, Recording } from '@tricord/core';
import type { Logger } from 'pino';
import type { CaptureMetrics } from '../../metrics.ts';
import type { RecordingRegistry } from '../owner/recording-registry.ts';
import { EventLoopDelay, type LoopDelayProbe } from './event-loop-delay.ts';
import { type Refusal, type RefusalReason, refusalText } from './refusal.ts';

export interface AdmissionDeps {
  readonly clock: Clock;
  /** Default: the delay of this process's event loop. */
  readonly loopDelay?: LoopDelayProbe;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
  readonly registry: Pick<RecordingRegistry, 'size'>;
}

export interface AdmissionOptions {
  /** New recordings are refused while the store has less free space than this. */
  readonly minFreeBytes: number;
  /** New recordings are refused when the mean delay of the event loop exceeds this in two consecutive seconds. */
  readonly maxLoopDelayMs: number;
}

/** What decides about new recordings, as last measured, with the limits. */
export interface RecorderLoad {
  readonly liveRecordings: number;
  /** Absent: unknown. */
  readonly freeBytes?: number;
  readonly minFreeBytes: number;
  readonly loopDelayMs: number;
  readonly maxLoopDelayMs: number;
}

/**
 * With fewer live recordings than this, a late event loop refuses nothing. They use less than a tenth of a core, so
 * something else makes the loop late, and refusing a recording would not help; nor does the delay harm the live
 * recordings, whose audio waits in the sockets.
 */
export const MIN_LOAD = 50;

/** How long new recordings are refused after audio was dropped or the event loop was late. */
const CLOSED_MS = 5000;

/** Which reason is reported when there are several. */
const PRECEDENCE: readonly RefusalReason[] = ['space', 'dropped', 'late'];

/**
 * Decides whether one more recording would harm the live ones. Reasons to refuse are a full store, dropped audio, and
 * an event loop that cannot keep up with the load (its mean delay exceeds the limit in two consecutive seconds). The
 * recordings of automatic lines are refused only by a full store: no client would ask for them again, and a recording
 * that may have gaps is better than none.
 */
export class Admission {
  readonly #deps: AdmissionDeps;
  readonly #probe: LoopDelayProbe;
  readonly #options: AdmissionOptions;
  /** The current reasons to refuse, and when each one expires by the monotonic clock. */
  readonly #closed = new Map<RefusalReason, { refusal: Refusal; untilMs: number }>();
  #isMeasuring = false;
  #delayMs = 0;
  #droppedMs = 0;
  #freeBytes: number | undefined;
  /** The reason in the last log entry. */
  #loggedReason: RefusalReason | undefined;

  constructor(deps: AdmissionDeps, options: AdmissionOptions) {
    this.#deps = deps;
    this.#probe = deps.loopDelay ?? new EventLoopDelay();
    this.#options = options;
    const { metrics } = deps;
    metrics.storeMinFreeBytes.set(options.minFreeBytes);
    metrics.admissionLimitSeconds.set(options.maxLoopDelayMs / 1000);
    for (const reason of PRECEDENCE) {
      metrics.admissionClosed.set({ reason }, 0);
      metrics.recordingsRefused.inc({ reason }, 0);
    }
  }

  /** Starts measuring. Delays before this, such as those of the process's startup, do not count. */
  start(): void {
    this.#probe.take();
    this.#isMeasuring = true;
  }

  /** Why clients cannot start a recording now; undefined: they can. */
  get refusal(): Refusal | undefined {
    for (const reason of PRECEDENCE) {
      const closed = this.#closed.get(reason);
      if (closed !== undefined) return closed.refusal;
    }
    return undefined;
  }

  get load(): RecorderLoad {
    return {
      liveRecordings: this.#deps.registry.size,
      ...(this.#freeBytes === undefined ? {} : { freeBytes: this.#freeBytes }),
      minFreeBytes: this.#options.minFreeBytes,
      loopDelayMs: Math.round(this.#delayMs),
      maxLoopDelayMs: this.#options.maxLoopDelayMs,
    };
  }

  /** Whether the store had enough space at the last check. */
  get hasSpace(): boolean {
    return !this.#closed.has('space');
  }

  /** Why this recording cannot start; undefined: it can. Counts refusals. */
  refuse({ origin }: Pick<Recording, 'origin'>): Refusal | undefined {
    const { refusal } = this;
    if (refusal === undefined) return undefined;
    if (origin.via === 'line' && refusal.reason !== 'space') return undefined;
    this.#deps.metrics.recordingsRefused.inc({ reason: refusal.reason });
    return refusal;
  }

  /** Measures the delay since the last call, and removes expired reasons. Call it once a second. */
  measure(): void {
    const { clock, metrics } = this.#deps;
    if (this.#isMeasuring) this.#judge(this.#probe.take());
    metrics.loopDelaySeconds.set(this.#delayMs / 1000);
    const nowMs = clock.monotonicMs();
    for (const [reason, { untilMs }] of this.#closed) {
      if (nowMs >= untilMs) this.#open(reason);
    }
  }

  /** Reports audio that was dropped because the disk or the process could not keep up. */
  dropped(lengthMs: number): void {
    this.#droppedMs = lengthMs + (this.#closed.has('dropped') ? this.#droppedMs : 0);
    this.#close({ reason: 'dropped', droppedMs: Math.round(this.#droppedMs) });
  }

  /** Reports the store's free space; undefined: unknown. */
  updateFreeSpace(freeBytes: number | undefined): void {
    const { minFreeBytes } = this.#options;
    this.#freeBytes = freeBytes;
    if (freeBytes === undefined || freeBytes >= minFreeBytes) this.#open('space');
    else this.#close({ reason: 'space', freeBytes, minFreeBytes }, Number.POSITIVE_INFINITY);
  }

  close(): void {
    this.#probe.close();
  }

  #judge(delayMs: number): void {
    const beforeMs = this.#delayMs;
    this.#delayMs = delayMs;
    const liveRecordings = this.#deps.registry.size;
    const limitMs = this.#options.maxLoopDelayMs;
    if (liveRecordings < MIN_LOAD) {
      this.#open('late');
    } else if (delayMs > limitMs && beforeMs > limitMs) {
      const delaysMs = [Math.round(delayMs), Math.round(beforeMs)] as const;
      this.#close({ reason: 'late', delaysMs, limitMs, liveRecordings });
    }
  }

  #close(refusal: Refusal, untilMs = this.#deps.clock.monotonicMs() + CLOSED_MS): void {
    this.#closed.set(refusal.reason, { refusal, untilMs });
    this.#deps.metrics.admissionClosed.set({ reason: refusal.reason }, 1);
    this.#logChange();
  }

  #open(reason: RefusalReason): void {
    if (!this.#closed.delete(reason)) return;
    this.#deps.metrics.admissionClosed.set({ reason }, 0);
    this.#logChange();
  }

  /** Logs a change of the reported reason. */
  #logChange(): void {
    const { logger, metrics } = this.#deps;
    const { refusal } = this;
    if (refusal?.reason === this.#loggedReason) return;
    this.#loggedReason = refusal?.reason;
    metrics.admissionOpen.set(refusal === undefined ? 1 : 0);
    if (refusal === undefined) logger.info('new recordings are taken again');
    else logger.warn(refusal, `new recordings are refused: ${refusalText(refusal)}`);
  }
}
