import type { Clock, Recording } from '@tricord/core';
import type { Logger } from 'pino';
import type { CaptureMetrics } from '../../metrics.ts';
import type { RecordingRegistry } from '../owner/recording-registry.ts';
import { EventLoopDelay, type LoopDelayProbe } from './event-loop-delay.ts';
import { type Refusal, type RefusalReason, refusalText } from './refusal.ts';

export interface AdmissionDeps {
  readonly clock: Clock;
  /** If not given: the delay of this process's event loop. */
  readonly loopDelay?: LoopDelayProbe;
  readonly logger: Logger;
  readonly metrics: CaptureMetrics;
  readonly registry: Pick<RecordingRegistry, 'size'>;
}

export interface AdmissionOptions {
  /** New recordings are refused while the store has less room than this. */
  readonly minFreeBytes: number;
  /** New recordings are refused while the event loop is later than this on average over time, twice in a row. */
  readonly maxLoopDelayMs: number;
}

/**
 * Below so many live recordings a late event loop refuses nobody. They take less than a tenth of a core, so something
 * else makes the loop late, and refusing a recording would not help; nor does the delay harm the live ones, whose
 * audio waits in the sockets.
 */
export const MIN_LOAD = 50;

/** After audio was dropped, or the loop was late, nothing new is taken for so long, milliseconds. */
const CLOSED_MS = 5000;

/** What refuses first, when there are several. */
const ORDER: readonly RefusalReason[] = ['space', 'dropped', 'late'];

/**
 * Decides whether one more recording would harm those that are live. It judges by what harms: a store without room,
 * audio that was dropped, and an event loop that does not catch up (its mean delay over time, in two seconds in a
 * row) under a load of recordings. What a line records by itself is refused by a full store alone: nobody would ask
 * for it again, and a recording that may suffer is better than none.
 */
export class Admission {
  readonly #deps: AdmissionDeps;
  readonly #probe: LoopDelayProbe;
  readonly #options: AdmissionOptions;
  /** What refuses at present, and until when by the monotonic clock. */
  readonly #closed = new Map<RefusalReason, { refusal: Refusal; untilMs: number }>();
  #measures = false;
  #delayMs = 0;
  #droppedMs = 0;
  /** What the log was told last. */
  #told: RefusalReason | undefined;

  constructor(deps: AdmissionDeps, options: AdmissionOptions) {
    this.#deps = deps;
    this.#probe = deps.loopDelay ?? new EventLoopDelay();
    this.#options = options;
    const { metrics } = deps;
    metrics.admissionLimitSeconds.set(options.maxLoopDelayMs / 1000);
    for (const reason of ORDER) {
      metrics.admissionClosed.set({ reason }, 0);
      metrics.recordingsRefused.inc({ reason }, 0);
    }
  }

  /** Begins to measure: what made the loop late before, such as the start of the process, does not count. */
  start(): void {
    this.#probe.take();
    this.#measures = true;
  }

  /** Why clients may not begin a recording; undefined: they may. */
  get refusal(): Refusal | undefined {
    for (const reason of ORDER) {
      const closed = this.#closed.get(reason);
      if (closed !== undefined) return closed.refusal;
    }
    return undefined;
  }

  /** Whether the store had room when it was last looked up. */
  get hasRoom(): boolean {
    return !this.#closed.has('space');
  }

  /** Why this recording may not begin, which is counted; undefined: it may. */
  refuse({ origin }: Pick<Recording, 'origin'>): Refusal | undefined {
    const { refusal } = this;
    if (refusal === undefined) return undefined;
    if (origin.via === 'line' && refusal.reason !== 'space') return undefined;
    this.#deps.metrics.recordingsRefused.inc({ reason: refusal.reason });
    return refusal;
  }

  /** Looks at the delay since the last time, and whether what refused is over. To be called once a second. */
  measure(): void {
    const { clock, metrics } = this.#deps;
    if (this.#measures) this.#judge(this.#probe.take());
    metrics.loopDelaySeconds.set(this.#delayMs / 1000);
    const nowMs = clock.monotonicMs();
    for (const [reason, { untilMs }] of this.#closed) {
      if (nowMs >= untilMs) this.#open(reason);
    }
  }

  /** So much audio had to be dropped, because the disk or the process could not follow. */
  dropped(lengthMs: number): void {
    this.#droppedMs = lengthMs + (this.#closed.has('dropped') ? this.#droppedMs : 0);
    this.#close({ reason: 'dropped', droppedMs: Math.round(this.#droppedMs) });
  }

  /** The store has so much room; undefined: it does not know. */
  room(freeBytes: number | undefined): void {
    const { minFreeBytes } = this.#options;
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
    this.#tell();
  }

  #open(reason: RefusalReason): void {
    if (!this.#closed.delete(reason)) return;
    this.#deps.metrics.admissionClosed.set({ reason }, 0);
    this.#tell();
  }

  /** Tells the log when it changes what refuses. */
  #tell(): void {
    const { logger, metrics } = this.#deps;
    const { refusal } = this;
    if (refusal?.reason === this.#told) return;
    this.#told = refusal?.reason;
    metrics.admissionOpen.set(refusal === undefined ? 1 : 0);
    if (refusal === undefined) logger.info('new recordings are taken again');
    else logger.warn(refusal, `new recordings are refused: ${refusalText(refusal)}`);
  }
}
