import { clearLine, cursorTo } from 'node:readline';
import { progressBar } from './progress-bar.ts';
import type { Terminal } from './terminal.ts';

/** Shows the progress of a verification on standard error. */
export interface VerifyProgress {
  update(done: { readonly recordings: number; readonly keys: number }): void;
  /** Clears the bar, so that a line can be printed. */
  clear(): void;
  stop(): void;
}

/** Without a terminal, the number of lines for all recordings. */
const LINES = 10;

/** @param total the number of recordings. */
export function showVerifyProgress(
  terminal: Pick<Terminal, 'stderr'>,
  total: number,
): VerifyProgress {
  return terminal.stderr.isTTY ? bar(terminal, total) : lines(terminal, total);
}

function bar({ stderr }: Pick<Terminal, 'stderr'>, total: number): VerifyProgress {
  const single = progressBar(
    { stderr },
    '{value} of {total} recordings, {keys} files of the media store',
  );
  single.start(total, 0, { keys: 0 });
  return {
    update: ({ recordings, keys }) => single.update(recordings, { keys }),
    clear: () => {
      cursorTo(stderr, 0);
      clearLine(stderr, 0);
    },
    stop: () => single.stop(),
  };
}

function lines({ stderr }: Pick<Terminal, 'stderr'>, total: number): VerifyProgress {
  let shown = 0;
  return {
    update({ recordings }) {
      const part = Math.floor((recordings * LINES) / Math.max(1, total));
      if (part <= shown) return;
      shown = part;
      stderr.write(`looked at ${recordings} of ${total} recordings\n`);
    },
    clear: () => undefined,
    stop: () => undefined,
  };
}
