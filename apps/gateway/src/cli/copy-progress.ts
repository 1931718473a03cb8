import { bytesText } from './amounts.ts';
import { progressBar } from './progress-bar.ts';
import type { Terminal } from './terminal.ts';

/** How much has been copied. */
interface Copied {
  readonly files: number;
  readonly bytes: number;
}

/** Shows how far a backup or a restore is, on standard error. */
export interface CopyProgress {
  begun(todo: Copied): void;
  progressed(done: Copied): void;
  /** Idempotent. */
  stop(): void;
}

/** Without a terminal, the number of lines for everything. */
const LINES = 10;

export function showCopyProgress(terminal: Pick<Terminal, 'stderr'>): CopyProgress {
  return terminal.stderr.isTTY ? bar(terminal) : lines(terminal);
}

function bar({ stderr }: Pick<Terminal, 'stderr'>): CopyProgress {
  const single = progressBar({ stderr }, '{done} of {all}, {files} files');
  return {
    begun: ({ bytes }) =>
      single.start(bytes, 0, { done: bytesText(0), all: bytesText(bytes), files: 0 }),
    progressed: ({ bytes, files }) => single.update(bytes, { done: bytesText(bytes), files }),
    stop: () => single.stop(),
  };
}

function lines({ stderr }: Pick<Terminal, 'stderr'>): CopyProgress {
  let all: Copied = { files: 0, bytes: 0 };
  let shown = 0;
  return {
    begun(todo) {
      all = todo;
      shown = 0;
    },
    progressed({ files, bytes }) {
      const part = Math.floor((bytes * LINES) / Math.max(1, all.bytes));
      if (part <= shown) return;
      shown = part;
      const sum = `${bytesText(bytes)} of ${bytesText(all.bytes)}`;
      stderr.write(`copied ${files} of ${all.files} files, ${sum}\n`);
    },
    stop: () => undefined,
  };
}
