import type { TrackName } from '@tricord/core';
import { ArrivalClock } from './arrival-clock.ts';
import { DriftMeter } from './drift-meter.ts';
import { ReorderWindow } from './reorder-window.ts';

/** Takes a track's audio; called once for each stretch, in order. Must not keep `samples`. */
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
/** A track that is further off than this is moved to its place, milliseconds. */
const OFF_MS = 4;
/** A track that is behind by this has lost audio: silence takes its place at once, milliseconds. */
const LOST_MS = 18;

/** One direction of a live session: puts audio in its place and hands it to whoever records. */
export class LiveTrack {
  readonly name: TrackName;
  readonly #sinks = new Set<AudioSink>();
  readonly #clock = new ArrivalClock();
  readonly #drift = new DriftMeter();
  readonly #held: Held[] = [];
  readonly #window = new ReorderWindow(({ samples, sampleRateHz, startMs }, gapMs) => {
    this.#clock.placeAt(startMs, (samples.length * 1000) / sampleRateHz);
    for (const sink of this.#sinks) sink.write(samples, sampleRateHz, startMs, gapMs);
  });
  #sampleRateHz: number | undefined;
  #timestampBaseMs: number | undefined;

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

  addSink(sink: AudioSink): void {
    this.#sinks.add(sink);
  }

  removeSink(sink: AudioSink): void {
    this.#sinks.delete(sink);
  }

  /** Takes audio that has arrived at `nowMs` (monotonic). `samples` may be reused afterwards. */
  push(samples: Int16Array, sampleRateHz: number, nowMs: number): void {
    if (samples.length === 0) return;
    this.#sampleRateHz = sampleRateHz;
    const durationMs = (samples.length * 1000) / sampleRateHz;
    switch (this.#clock.arrive(durationMs, nowMs)) {
      case 'follows':
        this.#follow(samples, sampleRateHz, nowMs, durationMs);
        return;
      case 'hold':
        this.#held.push({ samples: samples.slice(), sampleRateHz });
        if (this.#held.length >= MAX_HELD_STRETCHES) this.settle();
        return;
      case 'caught-up':
        this.#release(0);
        this.#deliver(samples, sampleRateHz, 0);
        return;
      case 'gap':
        this.settle();
        this.#deliver(samples, sampleRateHz, 0);
    }
  }

  /**
   * Takes audio whose place the source states: `timestampMs` is the instant of its first sample on the
   * source's own clock. What comes out of order is put in order. All tracks of a source that share that clock get the same `baseMs`, its zero
   * on the monotonic clock.
   */
  pushAt(samples: Int16Array, sampleRateHz: number, timestampMs: number, baseMs: number): void {
    if (samples.length === 0) return;
    this.#sampleRateHz = sampleRateHz;
    this.#timestampBaseMs ??= baseMs;
    this.#window.push({ samples, sampleRateHz, startMs: this.#timestampBaseMs + timestampMs });
  }

  /** Places what is held without waiting for more: somebody needs the track as it stands. */
  settle(): void {
    this.#release(this.#clock.settle());
    this.#window.settle();
  }

  #follow(samples: Int16Array, rate: number, nowMs: number, durationMs: number): void {
    this.#drift.observe(nowMs - ((this.#clock.endMs ?? nowMs) + durationMs), nowMs);
    const { offsetMs } = this.#drift;
    if (Math.abs(offsetMs) <= OFF_MS) {
      this.#deliver(samples, rate, 0);
      return;
    }
    const lost = offsetMs >= LOST_MS;
    // Back in steps: where the very first audio was late, all that follows comes much too early.
    const movesMs = Math.max(offsetMs, -LOST_MS);
    this.#drift.moved(movesMs);
    if (!lost) this.#clock.move(movesMs);
    this.#deliver(samples, rate, lost ? movesMs : 0);
  }

  #release(gapMs: number): void {
    let before = gapMs;
    for (const { samples, sampleRateHz } of this.#held) {
      this.#deliver(samples, sampleRateHz, before);
      before = 0;
    }
    this.#held.length = 0;
    this.#clock.release();
  }

  #deliver(samples: Int16Array, sampleRateHz: number, gapMs: number): void {
    const startMs = this.#clock.place((samples.length * 1000) / sampleRateHz, gapMs);
    for (const sink of this.#sinks) sink.write(samples, sampleRateHz, startMs, gapMs);
  }
}
