import type { TrackName } from '@tricord/core';
import { JITTER_MS, LATENESS_MS, RESTART_MS, TIMESTAMP_SLACK_MS } from '../timing.ts';
import type { LiveTrack } from './live-track.ts';
import { RecentAudio } from './recent-audio.ts';
import { TimestampBase } from './timestamp-base.ts';

/** Audio with a timestamp. */
interface Stamped {
  readonly track: LiveTrack;
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly timestampMs: number;
}

/** So much audio in a row whose place is taken, even out of order, is more than a network doubles. */
const MAX_DOUBTFUL = 3;

/**
 * Puts the audio of one stream that states timestamps onto its tracks. Timestamps that jump or begin anew lose
 * nothing: such audio goes where it belongs by its arrival, and everything after it follows from there, on all
 * tracks. They have begun anew, too, where two consecutive stretches find their places taken; a single one came too
 * late, and is left out (RFC 3550, A.1, tells a restart from stray packets in the same way). A copy of a recent stretch
 * is left out, too. The timestamp of the stretch before with other audio tells nothing: that audio goes by its arrival.
 */
export class TimestampedAudio {
  readonly #tracks: () => readonly LiveTrack[];
  readonly #jumped: () => void;
  readonly #base = new TimestampBase();
  readonly #recent = new Map<TrackName, RecentAudio>();
  /** Copies of what found its place taken since the last audio that did not, by track. */
  readonly #doubtful = new Map<TrackName, Stamped[]>();
  /** Tracks whose last audio had no timestamp that tells anything. */
  readonly #timeless = new Set<TrackName>();
  /** How far the base may still fall; 0 as soon as anything has been placed by it. */
  #mayFallMs = 0;

  /**
   * @param tracks the stream's tracks.
   * @param jumped told each time that the timestamps have begun anew, and of each that tells nothing.
   */
  constructor(tracks: () => readonly LiveTrack[], jumped: () => void) {
    this.#tracks = tracks;
    this.#jumped = jumped;
  }

  /**
   * Takes audio that has arrived at `nowMs` (monotonic). `samples` may be reused afterwards.
   * @param timestampMs the instant of its first sample on the source's clock; undefined: it states none.
   */
  push(
    track: LiveTrack,
    samples: Int16Array,
    sampleRateHz: number,
    timestampMs: number | undefined,
    nowMs: number,
  ): void {
    if (samples.length === 0) return;
    if (this.#mayFallMs > 0) this.#advance(nowMs);
    if (timestampMs === undefined) {
      this.#pushTimeless(track, samples, sampleRateHz, nowMs);
      return;
    }
    const recurrence = this.#recentOf(track).note(timestampMs, samples);
    if (recurrence === 'copy') return;
    if (recurrence === 'stuck') {
      this.#jumped();
      this.#pushTimeless(track, samples, sampleRateHz, nowMs);
      return;
    }
    const wasTimeless = this.#timeless.size > 0 && this.#timeless.delete(track.name);
    const durationMs = (samples.length * 1000) / sampleRateHz;
    let startMs = this.#base.place(track.name, timestampMs, durationMs, nowMs);
    if (startMs === undefined && this.#precedes(track, timestampMs, nowMs)) {
      startMs = this.#base.place(track.name, timestampMs, durationMs, nowMs);
    }
    if (startMs !== undefined && this.#mayFallMs > 0)
      startMs -= this.#fall(startMs + durationMs - nowMs);
    const placement =
      startMs === undefined ? 'jumps' : track.pushAt(samples, sampleRateHz, startMs, nowMs);
    if (placement === 'taken') {
      if (this.#doubtful.size > 0) this.#doubtful.delete(track.name);
      return;
    }
    const audio = { track, samples, sampleRateHz, timestampMs };
    // What went by its arrival may have taken the place of what follows it.
    const isCertain = placement !== 'known' || wasTimeless;
    if (isCertain || this.#isNewBeginning(audio)) this.#beginAnew(audio, nowMs);
  }

  /**
   * One stretch whose timestamp tells nothing follows on what came before, unless that is long ago. Where more follow
   * in a row, they go by their arrival, as on a stream without timestamps.
   */
  #pushTimeless(track: LiveTrack, samples: Int16Array, rate: number, nowMs: number): void {
    const isRun = this.#timeless.has(track.name);
    this.#timeless.add(track.name);
    if (isRun || !this.#base.isSet) {
      track.pushNext(samples, rate, nowMs);
      return;
    }
    const spokenMs = nowMs - (samples.length * 1000) / rate;
    const endMs = track.reachedMs ?? spokenMs;
    track.pushAt(samples, rate, spokenMs - endMs > RESTART_MS ? spokenMs : endMs, nowMs);
  }

  /** Whether audio belongs just before what came first on its track, which is still held. */
  #precedes(track: LiveTrack, timestampMs: number, nowMs: number): boolean {
    track.advance(nowMs);
    return track.endMs === undefined && this.#base.precede(track.name, timestampMs);
  }

  /** Places first audio that was held for long enough: from then on the base is fixed. */
  #advance(nowMs: number): void {
    for (const track of this.#tracks()) {
      track.advance(nowMs);
      if (track.endMs !== undefined) this.#mayFallMs = 0;
    }
  }

  /**
   * The base falls, with all that is held, where audio would end that much after its arrival: what came first was late.
   * @returns how far it has fallen.
   */
  #fall(aheadMs: number): number {
    const ms = Math.min(Math.max(aheadMs, 0), this.#mayFallMs);
    if (ms === 0) return 0;
    this.#mayFallMs -= ms;
    this.#base.shift(-ms);
    for (const track of this.#tracks()) track.shiftHeld(-ms);
    return ms;
  }

  #recentOf({ name }: LiveTrack): RecentAudio {
    const known = this.#recent.get(name);
    if (known !== undefined) return known;
    const recent = new RecentAudio();
    this.#recent.set(name, recent);
    return recent;
  }

  /** Whether audio whose place is taken is of a new beginning. It is kept until that is clear. */
  #isNewBeginning(audio: Stamped): boolean {
    const { timestampMs, samples, track } = audio;
    const before = this.#doubtful.get(track.name) ?? [];
    if (before.some((one) => Math.abs(timestampMs - endOf(one)) <= TIMESTAMP_SLACK_MS)) return true;
    before.push({ ...audio, samples: samples.slice() });
    this.#doubtful.set(track.name, before);
    return before.length >= MAX_DOUBTFUL;
  }

  /** Sets the base by the arrival of `latest`, and places it and what was in doubt. */
  #beginAnew(latest: Stamped, nowMs: number): void {
    let endMs: number | undefined;
    for (const track of this.#tracks()) {
      track.settle();
      if (track.endMs !== undefined) endMs = Math.max(endMs ?? track.endMs, track.endMs);
    }
    const isFirst = !this.#base.isSet && endMs === undefined;
    if (this.#base.isSet) this.#jumped();
    const all = this.#takeDoubtful(latest);
    const firstMs = Math.min(...all.map(({ timestampMs }) => timestampMs));
    const spokenMs = nowMs - (endOf(latest) - firstMs);
    this.#base.reset(firstMs, spokenMs, endMs, nowMs);
    // Not so far that what is held would be too late for a recording that goes on meanwhile.
    this.#mayFallMs = isFirst ? Math.max(0, spokenMs + LATENESS_MS - JITTER_MS - nowMs) : 0;
    for (const { track, samples, sampleRateHz, timestampMs } of all) {
      const durationMs = (samples.length * 1000) / sampleRateHz;
      const startMs = this.#base.place(track.name, timestampMs, durationMs, nowMs);
      track.pushAt(samples, sampleRateHz, startMs ?? track.reachedMs ?? spokenMs, nowMs);
    }
  }

  /** All audio of the new beginning, `latest` last and once. */
  #takeDoubtful(latest: Stamped): readonly Stamped[] {
    const doubtful = [...this.#doubtful.values()].flat();
    this.#doubtful.clear();
    const { track, timestampMs: latestMs } = latest;
    const before = doubtful.filter(
      ({ track: { name }, timestampMs }) =>
        Math.abs(timestampMs - latestMs) <= RESTART_MS &&
        (name !== track.name || timestampMs !== latestMs),
    );
    return [...before, latest];
  }
}

function endOf({ samples, sampleRateHz, timestampMs }: Stamped): number {
  return timestampMs + (samples.length * 1000) / sampleRateHz;
}
