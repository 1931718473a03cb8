import type { TrackName } from '@tricord/core';
import { DRIFT_LOST_MS, DRIFT_MS, LATENESS_MS } from '../timing.ts';
import { ArrivalClock } from './arrival-clock.ts';
import { DriftMeter } from './drift-meter.ts';
import { type Placement, ReorderWindow } from './reorder-window.ts';

/** Receives a track's audio, called once per stretch, in order. Must not keep `samples`. */
export interface AudioSink {
  /**
   * @param startMs when the first sample was spoken, on the monotonic clock. It follows on the end of the
   *   stretch before and the gap, except that it may be a few milliseconds earlier or later where
   *   the source's clock and ours have drifted apart.
   * @param gapMs length of missing audio directly before it.
   */
  write(samples: Int16Array, sampleRateHz: number, startMs: number, gapMs: number): void;
}

interface Held {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
}

/** Held audio beyond this is placed without waiting any longer. */
const MAX_HELD_STRETCHES = 500;

/** One direction of a live session: places audio in time and passes it to recordings. */
export class LiveTrack {
  readonly name: TrackName;
  readonly #sinks = new Set<AudioSink>();
  readonly #clock = new ArrivalClock();
  readonly #drift = new DriftMeter();
  readonly #held: Held[] = [];
  readonly #window = new ReorderWindow((samples, sampleRateHz, startMs, gapMs) => {
    this.#clock.placeAt(startMs, (samples.length * 1000) / sampleRateHz);
    for (const sink of this.#sinks) sink.write(samples, sampleRateHz, startMs, gapMs);
  });
  #sampleRateHz: number | undefined;

  constructor(name: TrackName) {
    this.name = name;
  }

  /** Rate of the audio that came last, or undefined before the first. */
  get sampleRateHz(): number | undefined {
    return this.#sampleRateHz;
  }

  /** End of the audio so far on the monotonic clock, or undefined before the first. */
  get endMs(): number | undefined {
    return this.#clock.endMs;
  }

  /** As {@link endMs}, with what is held to be put in order. */
  get reachedMs(): number | undefined {
    return this.#window.heldUntilMs ?? this.#clock.endMs;
  }

  /** When the first audio that is held to be put in order was spoken, or undefined when none is. */
  get heldFromMs(): number | undefined {
    return this.#window.heldFromMs;
  }

  addSink(sink: AudioSink): void {
    this.#sinks.add(sink);
  }

  removeSink(sink: AudioSink): void {
    this.#sinks.delete(sink);
  }

  /**
   * No audio of this track goes before that instant any more, as long as it comes no later than it may
   * ({@link LATENESS_MS}). For the present moment, after {@link advance}.
   */
  settledMs(nowMs: number): number {
    const arrivesMs = this.#clock.heldSinceMs ?? nowMs;
    return Math.max(this.#clock.endMs ?? Number.NEGATIVE_INFINITY, arrivesMs - LATENESS_MS);
  }

  /** Places held audio that has waited long enough. Call before asking how far the track is. */
  advance(nowMs: number): void {
    if (this.#clock.isDue(nowMs)) this.#placeHeld();
    this.#window.advance(nowMs);
  }

  /** Adds audio that arrived at `nowMs` (monotonic). `samples` may be reused afterward. */
  push(samples: Int16Array, sampleRateHz: number, nowMs: number): void {
    if (samples.length === 0) return;
    this.#sampleRateHz = sampleRateHz;
    if (this.#clock.isDue(nowMs)) this.#placeHeld();
    const durationMs = (samples.length * 1000) / sampleRateHz;
    switch (this.#clock.arrive(durationMs, nowMs)) {
      case 'follows':
        this.#follow(samples, sampleRateHz, nowMs, durationMs);
        return;
      case 'hold':
        this.#held.push({ samples: samples.slice(), sampleRateHz });
        if (this.#held.length >= MAX_HELD_STRETCHES) this.#placeHeld();
        return;
      case 'caught-up':
        this.#clock.release();
        this.#deliverHeld([]);
        this.#deliver(samples, sampleRateHz, 0);
    }
  }

  /**
   * Takes audio that has arrived at `nowMs` and whose place is known: its first sample was spoken at `startMs`, both on
   * the monotonic clock. What comes out of order is put in order. `samples` may be reused afterwards.
   * @returns what became of it: audio whose place is taken is left out.
   */
  pushAt(samples: Int16Array, sampleRateHz: number, startMs: number, nowMs: number): Placement {
    if (samples.length === 0) return 'taken';
    this.#sampleRateHz = sampleRateHz;
    if (this.#held.length > 0) this.#placeHeld();
    if (this.#clock.endMs !== undefined) this.#window.skipTo(this.#clock.endMs);
    return this.#window.push(samples, sampleRateHz, startMs, nowMs);
  }

  /**
   * Takes audio that has arrived at `nowMs` (monotonic) and has no place of its own, on a track whose other audio has:
   * it goes by its arrival, after all that has come. `samples` may be reused afterwards.
   */
  pushNext(samples: Int16Array, sampleRateHz: number, nowMs: number): void {
    this.#window.settle();
    this.push(samples, sampleRateHz, nowMs);
  }

  /** Moves what is held to be put in order by that much. */
  shiftHeld(ms: number): void {
    this.#window.shift(ms);
  }

  /** Places held audio without waiting for more. */
  settle(): void {
    this.#placeHeld();
    this.#window.settle();
  }

  /**
   * Hands one sink what is held, as it stands: it takes no more. The track itself, and its other sinks, go on waiting.
   */
  flushTo(sink: AudioSink): void {
    let endMs = this.#clock.endMs ?? 0;
    const gapsMs = this.#clock.gapsMs();
    for (const [index, { samples, sampleRateHz }] of this.#held.entries()) {
      const gapMs = gapsMs[index] ?? 0;
      sink.write(samples, sampleRateHz, endMs + gapMs, gapMs);
      endMs += gapMs + (samples.length * 1000) / sampleRateHz;
    }
    for (const [{ samples, sampleRateHz, startMs }, gapMs] of this.#window.pending()) {
      sink.write(samples, sampleRateHz, startMs, gapMs);
    }
  }

  #follow(samples: Int16Array, rate: number, nowMs: number, durationMs: number): void {
    this.#drift.observe(nowMs - ((this.#clock.endMs ?? nowMs) + durationMs), nowMs);
    const { offsetMs } = this.#drift;
    if (Math.abs(offsetMs) <= DRIFT_MS) {
      this.#deliver(samples, rate, 0);
      return;
    }
    const lost = offsetMs >= DRIFT_LOST_MS;
    // Back in steps: where the very first audio was late, all that follows comes much too early.
    const movesMs = Math.max(offsetMs, -DRIFT_LOST_MS);
    this.#drift.moved(movesMs);
    if (!lost) this.#clock.move(movesMs);
    this.#deliver(samples, rate, lost ? movesMs : 0);
  }

  #placeHeld(): void {
    this.#deliverHeld(this.#clock.settle());
  }

  /** @param gapsMs before each stretch; none where there is no entry. */
  #deliverHeld(gapsMs: readonly number[]): void {
    for (const [index, { samples, sampleRateHz }] of this.#held.splice(0).entries()) {
      this.#deliver(samples, sampleRateHz, gapsMs[index] ?? 0);
    }
  }

  #deliver(samples: Int16Array, sampleRateHz: number, gapMs: number): void {
    const startMs = this.#clock.place((samples.length * 1000) / sampleRateHz, gapMs);
    for (const sink of this.#sinks) sink.write(samples, sampleRateHz, startMs, gapMs);
  }
}
