import type { RecordingSettings, TrackName } from '@tricord/core';
import { MAX_TIMELINE_MS } from '../../timing.ts';
import type { InputTarget } from './recording-input.ts';
import type { RecordingMembers } from './recording-members.ts';
import type { RecordingOutput } from './recording-output.ts';
import type { RecordingTime } from './recording-time.ts';

export interface AudioPlacementDeps {
  readonly members: RecordingMembers;
  readonly time: RecordingTime;
  readonly output: RecordingOutput;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** Places what a recording's inputs write: translates raw positions into kept ones, without what pauses skip. */
export class AudioPlacement implements InputTarget {
  /** The sample rate that was requested, if any. It counts until the first audio. */
  requestedRateHz: RecordingSettings['sampleRateHz'];
  /** When audio was last written, monotonic milliseconds; at first when the recording was created. */
  lastAudioMs: number;
  readonly #deps: AudioPlacementDeps;

  constructor(deps: AudioPlacementDeps, requestedRateHz: RecordingSettings['sampleRateHz']) {
    this.#deps = deps;
    this.requestedRateHz = requestedRateHz;
    this.lastAudioMs = deps.now();
  }

  get shared(): boolean {
    return this.#deps.members.trackCount > 1;
  }

  /** The present moment of the audio; it may lag behind the clock. */
  get mediaNow(): number {
    const { members, time, now } = this.#deps;
    return members.mediaNow(time, now());
  }

  /** The kept position up to which nothing waits for slow tracks when there is audio at `kept`. */
  waitsFrom(kept: number): number {
    return kept - (MAX_TIMELINE_MS * this.#deps.time.rateHz) / 1000;
  }

  rateFor(sampleRateHz: number, startMs: number): number {
    const { members, time } = this.#deps;
    // Other tracks may hold what was said before.
    if (!time.hasRate) this.begin(sampleRateHz, Math.min(startMs, members.heldFromMs));
    return time.rateHz;
  }

  rawOf(ms: number): number {
    return this.#deps.time.rawOf(ms);
  }

  lay(samples: Int16Array, at: number, channel: number, track: TrackName): void {
    const { output, time, now } = this.#deps;
    if (output.hasEnded) return;
    const kept = time.keptOf(at);
    const waitsFrom = this.waitsFrom(kept);
    if (waitsFrom > output.end) output.passSilence(waitsFrom, this.mediaNow);
    if (time.isOpenFrom(at)) output.add(samples, kept, channel, track);
    else this.#layParts(samples, at, channel, track);
    this.lastAudioMs = now();
  }

  missed(at: number, lengthMs: number, track: TrackName): void {
    const { output, time } = this.#deps;
    const from = at - Math.round((lengthMs * time.rateHz) / 1000);
    for (const part of time.partsOf(from, at)) {
      output.miss(time.keptOf(part.from), part.to - part.from, 'network', track);
    }
  }

  /** Fixes the sample rate and the start of the recording, unless they are fixed already. */
  begin(sampleRateHz: number, startMs: number): void {
    const { members, output, time } = this.#deps;
    if (time.hasRate) return;
    output.begin(time.begin(this.requestedRateHz ?? members.bestRate(sampleRateHz), startMs));
    // A pause may have come first; the recording then starts with its silence.
    if (time.paused.length > 0) output.extendTo(time.keptOf(time.rawOf(startMs)));
  }

  /** Writes the parts that pauses do not skip. */
  #layParts(samples: Int16Array, at: number, channel: number, track: TrackName): void {
    const { output, time } = this.#deps;
    for (const { from, to } of time.partsOf(at, at + samples.length)) {
      output.add(samples.subarray(from - at, to - at), time.keptOf(from), channel, track);
    }
  }
}
