import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ByteRange, MediaHandle } from '@tricord/core';
import type { Request, Response } from 'express';
import { requestedRange } from './byte-range.ts';
import { attachment } from './content-disposition.ts';
import type { DialectLocals } from './dialect-options.ts';
import { failedCondition, rangeApplies } from './preconditions.ts';

export interface SendMediaOptions {
  readonly contentType: string;
  /** Any text; makes the response a download with that name. */
  readonly downloadName?: string;
}

/**
 * Responds to a GET or HEAD with audio: validators, conditions and single ranges as in RFC 9110 (8.8,
 * 13, 14); for several ranges at once, sends the whole audio, as 14.2 allows.
 *
 * Resolves when everything is sent or the client has disconnected; the source is read to its end or destroyed.
 * If it fails midway or yields another number of bytes than announced, the connection is broken, so that
 * a client cannot mistake a part for the whole.
 * @throws what `media.read` and the source throw; before any header is set if possible.
 */
export async function sendMedia(
  req: Request,
  res: Response,
  media: MediaHandle,
  options: SendMediaOptions,
): Promise<void> {
  const validators = { etag: `"${media.etag}"`, modifiedAt: media.modifiedAt };
  const failed = failedCondition(req.headers, validators);
  const range = failed === undefined ? rangeOf(req, media, validators) : 'whole';
  const bodiless = failed !== undefined || range === 'unsatisfiable' || req.method === 'HEAD';
  const source = bodiless ? undefined : await media.read(range === 'whole' ? undefined : range);

  res.setHeader('Accept-Ranges', 'bytes');
  res.setHeader('ETag', validators.etag);
  res.setHeader('Last-Modified', new Date(media.modifiedAt).toUTCString());
  if (failed !== undefined) {
    res.status(failed).end();
  } else if (range === 'unsatisfiable') {
    res.setHeader('Content-Range', `bytes */${media.bytes}`);
    res.status(416).end();
  } else {
    const length = describe(res, media.bytes, range, options);
    if (source === undefined) res.end();
    else await send(source, res, length);
  }
}

/** Ranges are only defined for GET (RFC 9110, 14.2). */
function rangeOf(
  req: Request,
  media: MediaHandle,
  validators: { etag: string; modifiedAt: number },
): ByteRange | 'whole' | 'unsatisfiable' {
  if (req.method !== 'GET' || !rangeApplies(req.get('if-range'), validators)) return 'whole';
  return requestedRange(req.headers.range, media.bytes);
}

/** Sets status and headers of a 200 or 206 and returns the length of its content. */
function describe(
  res: Response,
  bytes: number,
  range: ByteRange | 'whole',
  { contentType, downloadName }: SendMediaOptions,
): number {
  res.setHeader('Content-Type', contentType);
  if (downloadName !== undefined) res.setHeader('Content-Disposition', attachment(downloadName));
  res.status(range === 'whole' ? 200 : 206);
  const { start, end } = range === 'whole' ? { start: 0, end: bytes - 1 } : range;
  if (range !== 'whole') res.setHeader('Content-Range', `bytes ${start}-${end}/${bytes}`);
  res.setHeader('Content-Length', end - start + 1);
  return end - start + 1;
}

async function send(source: Readable, res: Response, length: number): Promise<void> {
  if (res.destroyed) {
    source.destroy();
    return;
  }
  let failure: unknown;
  // The pipeline destroys the source with its own error when the client has disconnected.
  source.once('error', (error) => {
    if (!res.destroyed) failure = error;
  });
  try {
    await pipeline(source, (chunks: AsyncIterable<Buffer>) => exactly(length, chunks, res), res);
  } catch (error) {
    if (failure === undefined && !(error instanceof LengthError)) return;
    throw new Error('the media broke off', { cause: error });
  }
}

class LengthError extends Error {}

/** Checks the length: Node ends a response that is too short as if complete, and the client waits for the rest. */
async function* exactly(
  length: number,
  chunks: AsyncIterable<Buffer>,
  res: Response,
): AsyncGenerator<Buffer> {
  let left = length;
  for await (const chunk of chunks) {
    left -= chunk.length;
    if (left < 0) break;
    // A client that knows the length may close before the response has ended.
    if (left === 0) (res.locals as DialectLocals).isContentWritten = true;
    yield chunk;
  }
  if (left !== 0) throw new LengthError('the media has another length than its store said');
}
