import type { Writable } from 'node:stream';

/**
 * Lets the process go on when the reader of its output has gone (`tricord … | head`): what is written
 * after that is lost. Any other failure of a stream stays an error.
 */
export function surviveBrokenPipes(...streams: readonly Writable[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
