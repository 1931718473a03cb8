import type { Clock } from '@tricord/core';
import type { Logger } from 'pino';
import type { CaptureMetrics } from '../metrics.ts';
import type { AnomalyKind } from './anomaly-kind.ts';
import { FloodGuard } from './flood-guard.ts';

/** Anomalies whose audio is taken all the same: there may be as many as there is audio. */
const WITH_AUDIO: ReadonlySet<AnomalyKind> = new Set([
  'half-sample',
  'bad-timestamp',
  'timestamp-jump',
]);
/** More messages without any use in a second are a flood. */
const MAX_ANOMALIES_A_SECOND = 250;
/** Messages that carry less than this are small, milliseconds of audio. */
const SMALL_MS = 2;
/** So many small messages in one second are a flood: no call needs a tenth of them. */
const MAX_SMALL_A_SECOND = 2000;

/** Watches over what one stream sends: counts what is odd, logs the first of each kind, and tells floods. */
export class StreamGuard {
  readonly #source: string;
  readonly #metrics: CaptureMetrics;
  readonly #odd: FloodGuard;
  readonly #small: FloodGuard;
  readonly #logged = new Set<AnomalyKind>();

  constructor(source: string, metrics: CaptureMetrics, clock: Clock) {
    this.#source = source;
    this.#metrics = metrics;
    this.#odd = new FloodGuard(MAX_ANOMALIES_A_SECOND, clock);
    this.#small = new FloodGuard(MAX_SMALL_A_SECOND, clock);
  }

  /** Notes a message. @returns whether too many come with next to no audio in them, however much others hold. */
  isFlood(audioMs: number): boolean {
    return audioMs < SMALL_MS && this.#small.note();
  }

  /** @returns whether there are too many. */
  noteAnomaly(kind: AnomalyKind, log: Logger, facts: Readonly<Record<string, unknown>>): boolean {
    this.#metrics.streamAnomalies.inc({ source: this.#source, kind });
    if (!this.#logged.has(kind)) {
      this.#logged.add(kind);
      log.warn(
        { ...facts, kind },
        'a stream sends something odd; more of the kind is only counted',
      );
    }
    return !WITH_AUDIO.has(kind) && this.#odd.note();
  }
}
