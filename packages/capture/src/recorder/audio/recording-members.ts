import { type ChannelLayout, channelOf } from '@tricord/core';
import type { LiveSession } from '../../intake/live-session.ts';
import type { LiveTrack } from '../../intake/live-track.ts';
import { JITTER_MS } from '../../timing.ts';
import { type InputTarget, RecordingInput } from './recording-input.ts';
import type { RecordingTime } from './recording-time.ts';

interface TrackInput {
  readonly track: LiveTrack;
  readonly input: RecordingInput;
}

interface Member {
  readonly session: LiveSession;
  readonly inputs: TrackInput[];
  /** Whether a stream of it was broken when that was last looked at: its end comes after it has been given up. */
  isBroken: boolean;
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

  /** Whether the peer of a stream that broke off may still come back. */
  get isWaiting(): boolean {
    return [...this.#members.values()].some(({ session }) => session.isWaiting);
  }

  /** Notes whose streams are broken; called now and then. */
  watchStreams(): void {
    for (const member of this.#members.values()) member.isBroken = member.session.isWaiting;
  }

  /** Whether a stream of one of the sessions is broken, or was until just now. */
  get isBroken(): boolean {
    return [...this.#members.values()].some(wasBroken);
  }

  /** Adds a session; its audio flows only after {@link connect}. */
  add(session: LiveSession, target: InputTarget, layout: ChannelLayout): void {
    this.#members.set(session.id, { session, inputs: [], isBroken: false });
    for (const track of session.tracks) this.addTrack(session, track, target, layout);
  }

  /**
   * Adds a track of a session that it has, if it is to be recorded.
   * @returns its input, to be connected.
   */
  addTrack(
    session: LiveSession,
    track: LiveTrack,
    target: InputTarget,
    layout: ChannelLayout,
  ): RecordingInput | undefined {
    if (layout.track !== 'both' && track.name !== layout.track) return undefined;
    const input = new RecordingInput(target, track.name, channelOf(layout, track.name));
    this.#members.get(session.id)?.inputs.push({ track, input });
    this.#trackCount += 1;
    return input;
  }

  connect(session: LiveSession): void {
    for (const { track, input } of this.#inputsOf(session)) track.addSink(input);
  }

  /** Takes the last of a session's audio; the tracks themselves go on for others. */
  disconnect(session: LiveSession): void {
    for (const { track, input } of this.#inputsOf(session)) {
      track.removeSink(input);
      track.flushTo(input);
      input.end();
    }
  }

  /** Forgets a session that is disconnected. */
  remove(session: LiveSession): void {
    const { length } = this.#inputsOf(session);
    if (this.#members.delete(session.id)) this.#trackCount -= length;
  }

  /** The highest rate among the tracks, or `rateHz`: a mix at that rate loses nothing. */
  bestRate(rateHz: number): number {
    let best = rateHz;
    for (const { inputs } of this.#members.values()) {
      for (const { track } of inputs) best = Math.max(best, track.sampleRateHz ?? 0);
    }
    return best;
  }

  /** When the first audio was spoken that waits to be put in order; Infinity if none does. */
  get heldFromMs(): number {
    let firstMs = Number.POSITIVE_INFINITY;
    for (const { inputs } of this.#members.values()) {
      for (const { track } of inputs) firstMs = Math.min(firstMs, track.heldFromMs ?? firstMs);
    }
    return firstMs;
  }

  /**
   * The present instant in terms of the audio, to the sample: a source may run ahead of the clock, also with audio that
   * waits to be put in order, and a track that is recorded alone may have drifted from it.
   */
  mediaNow(time: RecordingTime, nowMs: number): number {
    let latestMs = Number.NEGATIVE_INFINITY;
    for (const { inputs } of this.#members.values()) {
      for (const { track, input } of inputs) {
        const endMs = track.endMs ?? nowMs;
        const sinceMs = Math.max(0, nowMs - endMs, (track.reachedMs ?? endMs) - endMs);
        const reachedMs =
          time.hasRate && input.due !== undefined ? time.msOf(input.due) : track.endMs;
        latestMs = Math.max(latestMs, (reachedMs ?? nowMs) + sinceMs);
      }
    }
    return Number.isFinite(latestMs) ? latestMs : nowMs;
  }

  /**
   * Up to where no track will write any more, a raw position: where the slowest has come, or may still come with
   * audio that is late.
   */
  settledPosition(target: Pick<InputTarget, 'rawOf'>, nowMs: number): number {
    let settled = Number.POSITIVE_INFINITY;
    for (const { inputs } of this.#members.values()) {
      for (const { track, input } of inputs) {
        track.advance(nowMs);
        settled = Math.min(settled, reached(track, input, target, nowMs));
      }
    }
    return settled;
  }

  /**
   * Tells the target what is missing at the end: of a track that ends well before the one that ends last, and of one
   * whose stream is broken.
   * @param now raw position of the recording's end.
   */
  missedAtEnd(target: Pick<InputTarget, 'missed' | 'rawOf'>, rateHz: number, now: number): void {
    const ends = [...this.#members.values()].flatMap((member) =>
      member.inputs.map(({ track, input }) => ({
        track,
        end: writtenUntil(track, input, target),
        until: wasBroken(member) ? now : 0,
      })),
    );
    const longest = Math.max(0, ...ends.map(({ end }) => end));
    for (const { track, end, until } of ends) {
      const last = Math.max(longest, until);
      const lengthMs = ((last - end) * 1000) / rateHz;
      // One that was never heard has nothing that could be missing.
      if (lengthMs > JITTER_MS && Number.isFinite(lengthMs))
        target.missed(last, lengthMs, track.name);
    }
  }

  #inputsOf(session: LiveSession): readonly TrackInput[] {
    return this.#members.get(session.id)?.inputs ?? [];
  }
}

function wasBroken({ session, isBroken }: Member): boolean {
  return isBroken || session.isWaiting;
}

/** Up to where one track will write no more, a raw position. */
function reached(
  track: LiveTrack,
  input: RecordingInput,
  target: Pick<InputTarget, 'rawOf'>,
  nowMs: number,
): number {
  const written = writtenUntil(track, input, target);
  const settledMs = track.settledMs(nowMs);
  if (track.endMs !== undefined && settledMs <= track.endMs) return written;
  return Math.max(written, target.rawOf(settledMs));
}

/** End of what a track has written, a raw position; -Infinity for one that was never heard. */
function writtenUntil(
  track: LiveTrack,
  input: RecordingInput,
  target: Pick<InputTarget, 'rawOf'>,
): number {
  if (input.position !== undefined) return input.position;
  return track.endMs === undefined ? Number.NEGATIVE_INFINITY : target.rawOf(track.endMs);
}
