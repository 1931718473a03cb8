import { pipeline } from 'node:stream/promises';
import type { GrowingMedia } from '@tricord/core';
import type { Request, Response } from 'express';
import { attachment } from './content-disposition.ts';
import type { SendMediaOptions } from './send-media.ts';

/** Headers of requests that only a whole representation can answer (RFC 9110, 13 and 14). */
const ASK_FOR_MORE = [
  ...['range', 'if-range', 'if-match', 'if-none-match'],
  ...['if-modified-since', 'if-unmodified-since'],
] as const;

/** Whether a request can be answered by audio of unknown length: a GET of all of it, on no condition. */
export function acceptsGrowingMedia(req: Request): boolean {
  return req.method === 'GET' && ASK_FOR_MORE.every((name) => req.headers[name] === undefined);
}

/**
 * Answers with audio as it is made, in chunks, since its length is not known yet. It has the entity tag
 * that it keeps, so that a client can go on by ranges when it breaks off.
 *
 * Resolves when everything is sent or the client has gone. When the making fails, the connection
 * breaks, so that nobody takes a part for the whole.
 * @throws Error when the making failed.
 */
export async function sendGrowingMedia(
  res: Response,
  { etag, stream }: GrowingMedia,
  { contentType, downloadName }: SendMediaOptions,
): Promise<void> {
  res.setHeader('Accept-Ranges', 'bytes');
  res.setHeader('ETag', `"${etag}"`);
  res.setHeader('Content-Type', contentType);
  if (downloadName !== undefined) res.setHeader('Content-Disposition', attachment(downloadName));
  let failure: unknown;
  // The pipeline destroys the source with an error of its own when the client has left.
  stream.once('error', (error) => {
    if (!res.destroyed) failure = error;
  });
  try {
    // What is there goes out at once: the rest may take a while.
    res.flushHeaders();
    await pipeline(stream, res);
  } catch {
    if (failure !== undefined) throw new Error('the media broke off', { cause: failure });
  }
}
