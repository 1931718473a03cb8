import { SingleBar } from 'cli-progress';
import type { Terminal } from './terminal.ts';

/** A bar on standard error, for a terminal. @param format of cli-progress, without the bar itself. */
export function progressBar({ stderr }: Pick<Terminal, 'stderr'>, format: string): SingleBar {
  return new SingleBar({
    format: `{bar} ${format}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 40,
    hideCursor: true,
    clearOnComplete: true,
    stream: stderr,
    fps: 10,
  });
}
