import type { Writable } from 'node:stream';

/**
 * Ignores EPIPE, so that the process continues when the reader of its output closes it (`tricord … | head`);
 * further output is lost. Any other failure of a stream is still an error.
 */
export function surviveBrokenPipes(...streams: readonly Writable[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
