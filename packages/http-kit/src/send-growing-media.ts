import { pipeline } from 'node:stream/promises';
import type { GrowingMedia } from '@tricord/core';
import type { Request, Response } from 'express';
import { attachment } from './content-disposition.ts';
import type { SendMediaOptions } from './send-media.ts';

/** Request headers that require the complete representation (RFC 9110, 13 and 14). */
const ASK_FOR_MORE = [
  ...['range', 'if-range', 'if-match', 'if-none-match'],
  ...['if-modified-since', 'if-unmodified-since'],
] as const;

/** Whether audio of unknown length can be sent: for a GET of all of it, without conditions. */
export function acceptsGrowingMedia(req: Request): boolean {
  return req.method === 'GET' && ASK_FOR_MORE.every((name) => req.headers[name] === undefined);
}

/**
 * Responds with audio while it is converted, in chunks, since its length is not known yet. It has its final
 * entity tag, so that a client can resume with ranges after an interruption.
 *
 * Resolves when everything is sent or the client has disconnected. If the conversion fails, the connection
 * is broken, so that a client cannot mistake a part for the whole.
 * @throws Error when the conversion failed.
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
  // The pipeline destroys the source with its own error when the client has disconnected.
  stream.once('error', (error) => {
    if (!res.destroyed) failure = error;
  });
  try {
    // Send available audio immediately: the rest may take a while.
    res.flushHeaders();
    await pipeline(stream, res);
  } catch {
    if (failure !== undefined) throw new Error('the media broke off', { cause: failure });
  }
}
