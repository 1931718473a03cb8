import type { RecordingSettings } from '@tricord/core';
import type { LiveSession } from '../../intake/live-session.ts';
import type { LiveTrack } from '../../intake/live-track.ts';
import { type InputTarget, RecordingInput } from './recording-input.ts';

/** A track that sends nothing for so long no longer holds up the others, milliseconds. */
const WAIT_MS = 600;

interface TrackInput {
  readonly track: LiveTrack;
  readonly input: RecordingInput;
  /** When it was last seen to write. */
  lastMs: number;
}

interface Member {
  readonly session: LiveSession;
  readonly inputs: readonly TrackInput[];
}

/** The sessions that a recording takes, and how far each of their tracks has come. */
export class RecordingMembers {
  readonly #members = new Map<string, Member>();
  #trackCount = 0;

  get size(): number {
    return this.#members.size;
  }

  /** Tracks of all members that are recorded. */
  get trackCount(): number {
    return this.#trackCount;
  }

  get sessions(): readonly LiveSession[] {
    return [...this.#members.values()].map(({ session }) => session);
  }

  has(session: LiveSession): boolean {
    return this.#members.has(session.id);
  }

  /**
   * Adds a session; its audio flows only after {@link connect}.
   * @param channels 2: the local side goes left, the remote side right.
   */
  add(
    session: LiveSession,
    target: InputTarget,
    { track: wanted, channels }: Pick<RecordingSettings, 'track' | 'channels'>,
    nowMs: number,
  ): void {
    const inputs = session.tracks
      .filter((track) => wanted === 'both' || track.name === wanted)
      .map((track) => ({
        track,
        input: new RecordingInput(
          target,
          track.name,
          channels === 2 && track.name === 'remote' ? 1 : 0,
        ),
        lastMs: nowMs,
      }));
    this.#members.set(session.id, { session, inputs });
    this.#trackCount += inputs.length;
  }

  connect(session: LiveSession): void {
    for (const { track, input } of this.#inputsOf(session)) track.addSink(input);
  }

  /** Takes the last of a session's audio, and lets it go. */
  remove(session: LiveSession): void {
    const inputs = this.#inputsOf(session);
    for (const { track, input } of inputs) {
      track.settle();
      track.removeSink(input);
      input.end();
    }
    if (this.#members.delete(session.id)) this.#trackCount -= inputs.length;
  }

  /** Has every track placed as it stands. */
  settle(): void {
    for (const { inputs } of this.#members.values()) {
      for (const { track } of inputs) track.settle();
    }
  }

  /** The highest rate among the tracks, or `rateHz`: a mix at that rate loses nothing. */
  bestRate(rateHz: number): number {
    let best = rateHz;
    for (const { inputs } of this.#members.values()) {
      for (const { track } of inputs) best = Math.max(best, track.sampleRateHz ?? 0);
    }
    return best;
  }

  /** The present instant in terms of the audio: a source may run ahead of the clock. */
  mediaNow(nowMs: number): number {
    let latest = nowMs;
    for (const { session } of this.#members.values()) latest = session.endMs(latest);
    return latest;
  }

  /** Up to where no track will write any more: where the slowest that still sends has come. */
  settledPosition(nowMs: number): number {
    let settled = Number.POSITIVE_INFINITY;
    for (const { inputs } of this.#members.values()) {
      for (const entry of inputs) {
        if (entry.input.takeActivity()) entry.lastMs = nowMs;
        if (nowMs - entry.lastMs <= WAIT_MS) settled = Math.min(settled, entry.input.position);
      }
    }
    return settled;
  }

  #inputsOf(session: LiveSession): readonly TrackInput[] {
    return this.#members.get(session.id)?.inputs ?? [];
  }
}
