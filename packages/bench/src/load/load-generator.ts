import { FRAME_MS, type ToneCaller } from '@tricord/callers';
import { monotonicMs } from '../process/monotonic.ts';

/** The callers are spread evenly over the duration of a frame, in groups at this interval, milliseconds. */
const GROUP_MS = 2;
const GROUPS = FRAME_MS / GROUP_MS;
/** How often each caller reads, in frames. */
const DRAIN_EVERY = 20;

/** How well the callers kept pace. */
export interface Pace {
  /** The maximum lateness of a frame, milliseconds. */
  readonly latestMs: number;
  /** How many frames each caller has sent, in the order of the callers. */
  readonly frames: readonly number[];
}

/** Plays many callers in real time with a single timer. */
export class LoadGenerator {
  readonly #callers: readonly ToneCaller[];
  readonly #groups: readonly (readonly ToneCaller[])[];
  readonly #sent: number[] = Array(GROUPS).fill(0);
  #timer: NodeJS.Timeout | undefined;
  #startMs = 0;
  #latestMs = 0;

  constructor(callers: readonly ToneCaller[]) {
    this.#callers = callers;
    this.#groups = Array.from({ length: GROUPS }, (_, group) =>
      callers.filter((_caller, index) => index % GROUPS === group),
    );
  }

  /** Starts playing; returns when frame 0 of caller 0 is due, on the machine's monotonic clock. */
  start(): number {
    this.#startMs = monotonicMs();
    this.#timer = setInterval(() => this.#tick(), GROUP_MS);
    return this.#startMs;
  }

  /** Stops playing. Idempotent. */
  stop(): Pace {
    clearInterval(this.#timer);
    return {
      latestMs: this.#latestMs,
      frames: this.#callers.map((_caller, index) => this.#sent[index % GROUPS] ?? 0),
    };
  }

  /** Compares with the clock, to make up for late ticks. */
  #tick(): void {
    const elapsedMs = monotonicMs() - this.#startMs;
    for (let group = 0; group < GROUPS; group++) {
      const callers = this.#groups[group] ?? [];
      const sinceMs = elapsedMs - group * GROUP_MS;
      let sent = this.#sent[group] ?? 0;
      this.#latestMs = Math.max(this.#latestMs, sinceMs - sent * FRAME_MS);
      for (; sent * FRAME_MS <= sinceMs; sent++) {
        for (const caller of callers) caller.send(sent);
        if (sent % DRAIN_EVERY === group) for (const caller of callers) caller.drain();
      }
      this.#sent[group] = sent;
    }
  }
}

/** How many frames the caller at `index` should have sent by `nowMs`. */
export function framesDue(index: number, startMs: number, nowMs: number): number {
  const sinceMs = nowMs - startMs - (index % GROUPS) * GROUP_MS;
  return Math.max(0, Math.floor(sinceMs / FRAME_MS) + 1);
}
