import { DEFAULT_SETTINGS, type Gap, type Session, type TrackName } from '@tricord/core';
import { LiveSession } from '../../intake/live-session.ts';
import type { LiveTrack } from '../../intake/live-track.ts';
import { RecordingAudio } from '../../recorder/audio/recording-audio.ts';
import type { LiveFile } from '../../recorder/files/live-file.ts';
import { TICK_MS } from '../../timing.ts';
import { FRAME_MS, type Frame, framesOf, type Scenario } from './scenario.ts';

/** One sample per millisecond, so that a position is an instant, and ten thousand calls are fast. */
const RATE_HZ = 1000;

/** A track of a scenario that has been run. */
interface PlayedTrack {
  readonly name: TrackName;
  readonly timestamps: boolean;
  readonly frames: readonly Frame[];
}

export interface PlayedScenario {
  readonly tracks: readonly PlayedTrack[];
  /** When the audio that the recording received first was spoken; undefined when it received none. */
  readonly firstMs: number | undefined;
  /** When the earliest audio was spoken. */
  readonly earliestMs: number;
  /** Pauses and mutes as they took effect. */
  readonly stretches: readonly Stretch[];
  /** The samples of all channels, added up. */
  readonly samples: Int32Array;
  readonly gaps: readonly Gap[];
}

export interface Stretch {
  readonly kind: 'skip' | 'silence' | 'mute';
  readonly fromMs: number;
  readonly toMs: number;
}

/** The value of a frame's samples: three bits per track, so that a mix shows the tracks and any duplicates. */
export function sampleOf(track: number, { index }: Pick<Frame, 'index'>): number {
  return ((index % 3) + 1) << (3 * track);
}

/** Keeps audio in memory. */
class MemoryFile {
  readonly pieces: Int16Array[] = [];
  appendedBytes = 0;
  readonly isFull = false;
  setFormat(): void {}
  append(samples: Int16Array): boolean {
    this.pieces.push(samples.slice());
    this.appendedBytes += 2 * samples.length;
    return true;
  }
  async finish(): Promise<void> {}
}

/** Runs a scenario on the recorder's audio, on its own clock. */
export async function runScenario(scenario: Scenario): Promise<PlayedScenario> {
  const clock = { nowMs: 0 };
  const file = new MemoryFile();
  const { sessions, tracks } = partiesOf(scenario);
  const stretches: Stretch[] = [];
  let audio: RecordingAudio | undefined;
  let firstMs: number | undefined;
  let earliestMs = Number.POSITIVE_INFINITY;
  const note = (startMs: number) => {
    // Other tracks may hold what was said before.
    firstMs ??= Math.min(startMs, ...tracks.map(({ live }) => live.heldFromMs ?? startMs));
    earliestMs = Math.min(earliestMs, startMs);
  };
  const mediaNow = () => sessions.reduce((latest, session) => session.endMs(latest), clock.nowMs);

  const at: [ms: number, run: () => void][] = [];
  at.push([
    scenario.beginMs,
    () => {
      for (const { live } of tracks) {
        live.addSink({ write: (_samples, _rate, startMs) => note(startMs) });
      }
      audio = new RecordingAudio({
        settings: { ...DEFAULT_SETTINGS, channels: scenario.layout === 'stereo' ? 2 : 1 },
        file: file as unknown as LiveFile,
        listener: {
          onLimit: () => undefined,
          onGap: () => undefined,
          onDropped: () => undefined,
        },
        now: () => clock.nowMs,
      });
      for (const session of sessions) audio.join(session);
    },
  ]);
  for (const [index, { live, timestamps, frames }] of tracks.entries()) {
    for (const frame of frames) {
      const samples = new Int16Array(FRAME_MS).fill(sampleOf(index, frame));
      at.push([
        frame.arrivesMs,
        () => {
          if (timestamps) live.pushAt(samples, RATE_HZ, frame.spokenMs, clock.nowMs);
          else live.push(samples, RATE_HZ, clock.nowMs);
        },
      ]);
    }
  }
  const endMs = Math.max(scenario.beginMs, ...at.map(([ms]) => ms)) + 1;
  for (let ms = TICK_MS; ms < endMs; ms += TICK_MS) at.push([ms, () => audio?.tick()]);
  // The positions of pauses are exact only with timestamps.
  if (tracks.every(({ timestamps }) => timestamps)) {
    at.push(
      ...commandsOf(
        scenario,
        () => audio,
        mediaNow,
        stretches,
        () => firstMs,
      ),
    );
  }
  for (const [ms, run] of at.sort(([a], [b]) => a - b)) {
    if (ms > endMs) break;
    clock.nowMs = ms;
    run();
  }
  clock.nowMs = endMs;
  const finished = mediaNow();
  const captured = await audio?.finish('requested');
  return {
    tracks,
    firstMs,
    earliestMs,
    stretches: stretches.map((stretch) => ({ ...stretch, toMs: Math.min(stretch.toMs, finished) })),
    samples: sumOf(file.pieces, captured?.channels ?? 1),
    gaps: captured?.gaps ?? [],
  };
}

function partiesOf({ layout, timestamps, tracks: scripts }: Scenario): {
  sessions: readonly LiveSession[];
  tracks: readonly (PlayedTrack & { live: LiveTrack })[];
} {
  const names: readonly TrackName[] = ['remote', 'local'];
  const groups = layout === 'conference' ? scripts.map((one) => [one]) : [scripts];
  const sessions = groups.map(
    (group, index) =>
      new LiveSession(
        { id: `${index}` } as unknown as Session,
        names.slice(0, group.length),
        { isWaiting: false, hangUp: async () => undefined },
        0,
      ),
  );
  const tracks = groups.flatMap((group, index) =>
    group.map((one, track) => {
      const live = sessions[index]?.tracks[track] as LiveTrack;
      const stamped = timestamps[index] ?? false;
      return { live, name: live.name, timestamps: stamped, frames: framesOf(one, stamped) };
    }),
  );
  return { sessions, tracks };
}

/** The recording's pauses and mutes, one after another, from its first audio. */
function commandsOf(
  { commands, beginMs }: Scenario,
  audio: () => RecordingAudio | undefined,
  mediaNow: () => number,
  stretches: Stretch[],
  firstMs: () => number | undefined,
): [ms: number, run: () => void][] {
  let nextMs = beginMs;
  return commands.flatMap(({ kind, afterMs, lengthMs }) => {
    const fromMs = nextMs + afterMs;
    nextMs = fromMs + lengthMs;
    return [
      [
        fromMs,
        () => {
          if (firstMs() === undefined) return;
          stretches.push({ kind, fromMs: mediaNow(), toMs: Number.POSITIVE_INFINITY });
          if (kind === 'mute') audio()?.mute();
          else audio()?.pause(kind);
        },
      ],
      [
        nextMs,
        () => {
          const last = stretches.at(-1);
          if (last?.toMs !== Number.POSITIVE_INFINITY) return;
          stretches[stretches.length - 1] = { ...last, toMs: mediaNow() };
          if (kind === 'mute') audio()?.unmute();
          else audio()?.resume();
        },
      ],
    ] as [number, () => void][];
  });
}

function sumOf(pieces: readonly Int16Array[], channels: number): Int32Array {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const all = new Int16Array(length);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  // A loop: this runs for millions of samples.
  const sums = new Int32Array(length / channels);
  for (let i = 0; i < sums.length; i++) {
    sums[i] = channels === 1 ? (all[i] ?? 0) : (all[2 * i] ?? 0) + (all[2 * i + 1] ?? 0);
  }
  return sums;
}
