import type { TrackName } from '@tricord/core';
import { JITTER_MS, RESTART_MS, TIMESTAMP_SLACK_MS } from '../timing.ts';

/** How much faster than ours a stream's clock may run. */
const MAX_DRIFT = 0.001;

/** What a track has brought of a count, as timestamps. */
interface Reach {
  firstMs: number;
  endMs: number;
}

/** One uninterrupted count of a stream's timestamps. */
interface Count {
  /** Its zero on the monotonic clock. */
  zeroMs: number;
  /** The timestamp that it began with. */
  readonly firstMs: number;
  /** When it began, on the monotonic clock. */
  readonly sinceMs: number;
  readonly tracks: Map<TrackName, Reach>;
}

/**
 * Maps the timestamps of one stream to the monotonic clock, the same way for all of its tracks. All values are
 * milliseconds; a timestamp is the instant of a first sample on the source's own clock, whatever its zero.
 *
 * The first timestamp sets the base. It holds while a timestamp `t` of a track that has brought audio from `f` to
 * `e` satisfies both
 *
 *     t ≥ max(f, e − RESTART_MS)
 *     t ≤ e  or  place(t) ≤ max(now, begin + audio received) + RESTART_MS
 *
 * One that does not has jumped, and the base is to be set anew by the arrival, as RTP receivers do (RFC 3550,
 * A.1), though not before the end of anything placed. So a stream never has more silence placed than time has
 * passed, and {@link RESTART_MS}. For as long after a jump, the count before it is remembered: the stream's other
 * track may still bring the rest of it.
 */
export class TimestampBase {
  #count: Count | undefined;
  #before: Count | undefined;
  #beginMs = 0;
  #begunAtMs = 0;
  /** How much audio each track has brought, in all counts, and the track that has brought most. */
  readonly #received = new Map<TrackName, { ms: number }>();
  #mostMs = 0;

  /** Whether there has been a timestamp. */
  get isSet(): boolean {
    return this.#count !== undefined;
  }

  /**
   * Where audio of `durationMs` that arrives at `nowMs` belongs on the monotonic clock. Undefined: its timestamp
   * has jumped, or is the first; {@link reset} is to come before it.
   */
  place(
    track: TrackName,
    timestampMs: number,
    durationMs: number,
    nowMs: number,
  ): number | undefined {
    const endMs = timestampMs + durationMs;
    const count = this.#countOf(track, timestampMs, endMs, nowMs);
    if (count === undefined) return undefined;
    const reach = count.tracks.get(track);
    if (reach === undefined) count.tracks.set(track, { firstMs: timestampMs, endMs });
    else if (endMs > reach.endMs) reach.endMs = endMs;
    this.#receive(track, durationMs);
    return count.zeroMs + timestampMs;
  }

  /**
   * Begins a new count.
   * @param spokenMs when the audio with `timestampMs` was spoken, going by its arrival.
   * @param endMs end of the audio that was placed on any track of the stream, if there was any.
   */
  reset(timestampMs: number, spokenMs: number, endMs: number | undefined, nowMs: number): void {
    const follows = endMs !== undefined && spokenMs - endMs <= JITTER_MS;
    const startMs = follows ? endMs : spokenMs;
    if (this.#count === undefined) {
      this.#beginMs = startMs;
      this.#begunAtMs = nowMs;
    }
    this.#before = this.#count;
    this.#count = {
      zeroMs: startMs - timestampMs,
      firstMs: timestampMs,
      sinceMs: nowMs,
      tracks: new Map(),
    };
  }

  /** Moves the base by that much: the first audio was spoken earlier than its arrival had suggested. */
  shift(ms: number): void {
    if (this.#count !== undefined) this.#count.zeroMs += ms;
    this.#beginMs += ms;
  }

  /**
   * Makes a timestamp the first of its track's count, if it comes at most {@link JITTER_MS} before what was.
   * @returns whether it does.
   */
  precede(track: TrackName, timestampMs: number): boolean {
    const reach = this.#count?.tracks.get(track);
    if (reach === undefined) return false;
    if (timestampMs >= reach.firstMs || timestampMs < reach.firstMs - JITTER_MS) return false;
    reach.firstMs = timestampMs;
    return true;
  }

  #receive(track: TrackName, durationMs: number): void {
    let received = this.#received.get(track);
    if (received === undefined) {
      received = { ms: 0 };
      this.#received.set(track, received);
    }
    received.ms += durationMs;
    if (received.ms > this.#mostMs) this.#mostMs = received.ms;
  }

  #countOf(track: TrackName, timestampMs: number, endMs: number, nowMs: number): Count | undefined {
    const count = this.#count;
    if (count === undefined) return undefined;
    if (this.#before !== undefined && nowMs - count.sinceMs > RESTART_MS) this.#before = undefined;
    const before = this.#before;
    const reach = count.tracks.get(track);
    const fits = this.#fits(count, reach, timestampMs, nowMs);
    if (before === undefined) return fits ? count : undefined;
    const reachBefore = before.tracks.get(track);
    if (!belongs(before, reachBefore, timestampMs)) return fits ? count : undefined;
    if (reach !== undefined) {
      if (fits) return count;
      // It goes on in the new count, so that only what is late is of the one before.
      return endMs <= dueMs(before, reachBefore) + TIMESTAMP_SLACK_MS ? before : undefined;
    }
    const toCount = Math.abs(timestampMs - count.firstMs);
    return fits && toCount <= Math.abs(timestampMs - dueMs(before, reachBefore)) ? count : before;
  }

  #fits(count: Count, reach: Reach | undefined, timestampMs: number, nowMs: number): boolean {
    if (timestampMs < earliestMs(count, reach)) return false;
    // What follows on the track's audio brings no silence, however far ahead the stream is.
    if (timestampMs <= dueMs(count, reach)) return true;
    return count.zeroMs + timestampMs <= this.#reachMs(nowMs) + RESTART_MS;
  }

  /** Up to where the stream can have spoken: until now, or more where it runs ahead of the clock. */
  #reachMs(nowMs: number): number {
    const driftMs = (nowMs - this.#begunAtMs) * MAX_DRIFT;
    return Math.max(nowMs + driftMs, this.#beginMs + this.#mostMs);
  }
}

/** Whether audio can be the rest of a count that is over. */
function belongs(over: Count, reach: Reach | undefined, timestampMs: number): boolean {
  if (timestampMs < earliestMs(over, reach)) return false;
  for (const { endMs } of over.tracks.values()) {
    if (timestampMs <= endMs + JITTER_MS) return true;
  }
  return false;
}

/** The least timestamp that a track's audio can have. @param reach what the track has brought of the count. */
function earliestMs(count: Count, reach: Reach | undefined): number {
  const first = reach?.firstMs ?? Number.NEGATIVE_INFINITY;
  return Math.max(first - TIMESTAMP_SLACK_MS, dueMs(count, reach) - RESTART_MS);
}

/** The timestamp that a track's next audio should have. */
function dueMs(count: Count, reach: Reach | undefined): number {
  return reach === undefined ? count.firstMs : reach.endMs;
}
