import { SingleBar } from 'cli-progress';
import { durationText } from './amounts.ts';
import type { Terminal } from './terminal.ts';

/** Shows the progress of playing a file. */
export interface CallProgress {
  /** @param playedMs position in the file. */
  update(playedMs: number): void;
  stop(): void;
}

/** Without a terminal, how much audio there is per line of output. */
const LINE_EVERY_MS = 10_000;

/**
 * A progress bar on a terminal, otherwise occasional lines; always on standard error.
 * @param passing removes the bar when it is stopped, because another one follows.
 */
export function showProgress(
  terminal: Pick<Terminal, 'stderr'>,
  totalMs: number,
  passing = false,
): CallProgress {
  return terminal.stderr.isTTY ? bar(terminal, totalMs, passing) : lines(terminal, totalMs);
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
