import type { Writable } from 'node:stream';

/**
 * Ignores that nobody reads any more, so that the process continues when the reader of its output closes it
 * (`tricord … | head`: EPIPE), or the terminal is closed (EIO); further output is lost. Any other failure of a stream is
 * still an error.
 */
export function surviveBrokenPipes(
  ...streams: readonly (Writable & { readonly isTTY?: boolean })[]
): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      const isClosed = error.code === 'EPIPE' || (error.code === 'EIO' && stream.isTTY === true);
      if (!isClosed) throw error;
    });
  }
}
