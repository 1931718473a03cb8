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
  /** Whether a stream was broken at the last check: the end of the session comes only after the stream is given up. */
  isBroken: boolean;
}

/** The sessions of a recording, and the progress of each of their tracks. */
export class RecordingMembers {
  readonly #members = new Map<string, Member>();
  #trackCount = 0;

  get size(): number {
    return this.#members.size;
  }

  /** Number of recorded tracks of all sessions. */
  get trackCount(): number {
    return this.#trackCount;
  }

  get sessions(): readonly LiveSession[] {
    return [...this.#members.values()].map(({ session }) => session);
  }

  has(session: LiveSession): boolean {
    return this.#members.has(session.id);
  }

  /** Whether the peer of a broken stream may still reconnect. */
  get isWaiting(): boolean {
    return [...this.#members.values()].some(({ session }) => session.isWaiting);
  }

  /** Notes which sessions have broken streams; called periodically. */
  watchStreams(): void {
    for (const member of this.#members.values()) member.isBroken = member.session.isWaiting;
  }

  /** Whether a stream of one of the sessions is broken, or was until just now. */
  get isBroken(): boolean {
    return [...this.#members.values()].some(wasBroken);
  }

  /** Adds a session; its audio is recorded only after {@link connect}. */
  add(session: LiveSession, target: InputTarget, layout: ChannelLayout): void {
    this.#members.set(session.id, { session, inputs: [], isBroken: false });
    for (const track of session.tracks) this.addTrack(session, track, target, layout);
  }

  /**
   * Adds a track of one of its sessions, if it is to be recorded.
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

  /** Takes the remaining audio of a session; other recordings keep using its tracks. */
  disconnect(session: LiveSession): void {
    for (const { track, input } of this.#inputsOf(session)) {
      track.removeSink(input);
      track.flushTo(input);
      input.end();
    }
  }

  /** Removes a disconnected session. */
  remove(session: LiveSession): void {
    const { length } = this.#inputsOf(session);
    if (this.#members.delete(session.id)) this.#trackCount -= length;
  }

  /** The highest rate of the tracks, or `rateHz`: a mix at that rate loses nothing. */
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
   * The current time of the audio, to the sample: a source may run ahead of the clock, also with audio that waits
   * to be reordered, and a track that is recorded alone may have drifted from it.
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
   * The raw position before which no track will write any more: the end of the slowest track, or the earliest place
   * of audio that may still arrive late.
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
   * Reports what is missing at the end: of a track that ends well before the last one, and of a track whose stream
   * is broken.
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
      // A track without any audio cannot miss any.
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

/** The raw position before which one track will write no more. */
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

/** End of the audio of a track, a raw position; -Infinity if it has none yet. */
function writtenUntil(
  track: LiveTrack,
  input: RecordingInput,
  target: Pick<InputTarget, 'rawOf'>,
): number {
  if (input.position !== undefined) return input.position;
  return track.endMs === undefined ? Number.NEGATIVE_INFINITY : target.rawOf(track.endMs);
}
