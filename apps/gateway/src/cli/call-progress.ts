import { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.ts';

/** Shows how far the playing of a file is. */
export interface CallProgress {
  /** @param playedMs of the file. */
  update(playedMs: number): void;
  stop(): void;
}

/** Without a terminal, a line for so much audio. */
const LINE_EVERY_MS = 10_000;

/**
 * A bar on a terminal, lines now and then elsewhere; on standard error either way.
 * @param passing the bar goes when it is stopped: another one follows.
 */
export function showProgress(
  terminal: Pick<Terminal, 'stderr'>,
  totalMs: number,
  passing = false,
): CallProgress {
  return terminal.stderr.isTTY ? bar(terminal, totalMs, passing) : lines(terminal, totalMs);
}

/** Milliseconds as people read them: `4.7 s`, `12:05`. */
export function durationText(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

function bar(
  { stderr }: Pick<Terminal, 'stderr'>,
  totalMs: number,
  passing: boolean,
): CallProgress {
  const length = durationText(totalMs);
  const single = new SingleBar({
    format: '{bar} {played} of {length}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 40,
    hideCursor: true,
    clearOnComplete: passing,
    stream: stderr,
    fps: 10,
  });
  single.start(totalMs, 0, { played: durationText(0), length });
  return {
    update: (playedMs) => single.update(playedMs, { played: durationText(playedMs) }),
    stop: () => single.stop(),
  };
}

function lines({ stderr }: Pick<Terminal, 'stderr'>, totalMs: number): CallProgress {
  let nextMs = LINE_EVERY_MS;
  return {
    update(playedMs) {
      if (playedMs < nextMs) return;
      nextMs += LINE_EVERY_MS;
      stderr.write(`played ${durationText(playedMs)} of ${durationText(totalMs)}\n`);
    },
    stop: () => undefined,
  };
}
