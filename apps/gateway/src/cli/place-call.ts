import { AudioSocketCaller } from '@tricord/callers';
import { SystemClock } from '@tricord/runtime';
import type { CallAudio } from './call-audio.ts';
import { type CallProgress, showProgress } from './call-progress.ts';
import type { CallTarget } from './call-target.ts';
import { CommandError } from './failure.ts';
import type { Terminal } from './terminal.ts';

export interface CallOptions {
  readonly uuid: string;
  /** 1: real time. */
  readonly speed: number;
  /** Repeats the file until the signal aborts. */
  readonly loop: boolean;
  /** Hangs up when aborted. */
  readonly signal: AbortSignal;
}

/** The outcome of a call. */
export interface PlacedCall {
  readonly playedMs: number;
  readonly end: 'played' | 'hung-up' | 'cut-off';
}

/**
 * Plays a file as one call.
 * @throws CommandError when the connection is refused.
 */
export async function placeCall(
  terminal: Pick<Terminal, 'stderr'>,
  target: Pick<CallTarget, 'host' | 'port'>,
  audio: CallAudio,
  options: CallOptions,
): Promise<PlacedCall> {
  const { loop, signal } = options;
  const caller = await connect(target, options.uuid);
  let playedMs = 0;
  do {
    const progress = showProgress(terminal, audio.durationMs, loop);
    playedMs += await playOnce(caller, audio, options, progress);
    progress.stop();
  } while (loop && !caller.isOver && !signal.aborted);
  const end = signal.aborted ? 'hung-up' : caller.isOver ? 'cut-off' : 'played';
  await caller.hangUp();
  return { playedMs, end };
}

async function connect(
  { host, port }: Pick<CallTarget, 'host' | 'port'>,
  uuid: string,
): Promise<AudioSocketCaller> {
  try {
    return await AudioSocketCaller.open({ host, port, uuid, clock: new SystemClock() });
  } catch (error) {
    throw new CommandError(`no AudioSocket listens on ${host}:${port}`, { cause: error });
  }
}

function playOnce(
  caller: AudioSocketCaller,
  { samples, sampleRateHz }: CallAudio,
  { speed, signal }: CallOptions,
  progress: CallProgress,
): Promise<number> {
  return caller.play(samples, {
    sampleRateHz,
    speed,
    signal,
    onProgress: (playedMs) => progress.update(playedMs),
  });
}
