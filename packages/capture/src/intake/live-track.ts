import type { TrackName } from '@tricord/core';
import { ArrivalClock } from './arrival-clock.ts';

/** Takes a track's audio; called once for each stretch, in order. Must not keep `samples`. */
export interface AudioSink {
  /**
   * @param startMs when the first sample was spoken, on the monotonic clock.
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

/** One direction of a live session: puts audio in its place and hands it to whoever records. */
export class LiveTrack {
  readonly name: TrackName;
  readonly #sinks = new Set<AudioSink>();
  readonly #clock = new ArrivalClock();
  readonly #held: Held[] = [];
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
    switch (this.#clock.arrive((samples.length * 1000) / sampleRateHz, nowMs)) {
      case 'follows':
        this.#deliver(samples, sampleRateHz, 0);
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

  /** Places what is held without waiting for more: somebody needs the track as it stands. */
  settle(): void {
    this.#release(this.#clock.settle());
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
    const { startMs } = this.#clock.place((samples.length * 1000) / sampleRateHz, gapMs);
    for (const sink of this.#sinks) sink.write(samples, sampleRateHz, startMs, gapMs);
  }
}
