import { pipeline } from 'node:stream/promises';
import type { ByteRange, MediaHandle } from '@tricord/core';
import type { Request, Response } from 'express';
import { requestedRange } from './byte-range.ts';
import { attachment } from './content-disposition.ts';
import { notModified, rangeApplies } from './preconditions.ts';

export interface SendMediaOptions {
  readonly contentType: string;
  /** Makes it a download of that name: any text. */
  readonly downloadName?: string;
}

/**
 * Serves audio to GET and HEAD with validators, conditions and single ranges (RFC 9110, 8.8, 13, 14).
 * Several ranges at once are answered by the whole, as 14.2 allows. Resolves when everything is sent or
 * the client has gone; the source is never left open. A source that fails midway breaks the connection,
 * so that nobody takes the part for the whole.
 * @throws what `media.read` throws, before anything is sent.
 */
export async function sendMedia(
  req: Request,
  res: Response,
  media: MediaHandle,
  options: SendMediaOptions,
): Promise<void> {
  const validators = { etag: `"${media.etag}"`, modifiedAt: media.modifiedAt };
  res.setHeader('Accept-Ranges', 'bytes');
  res.setHeader('ETag', validators.etag);
  res.setHeader('Last-Modified', new Date(media.modifiedAt).toUTCString());
  if (notModified(req.headers, validators)) {
    res.status(304).end();
    return;
  }
  const range =
    req.method === 'GET' && rangeApplies(req.headers['if-range'] as string | undefined, validators)
      ? requestedRange(req.headers.range, media.bytes)
      : 'whole';
  if (range === 'unsatisfiable') {
    res.setHeader('Content-Range', `bytes */${media.bytes}`);
    res.status(416).end();
    return;
  }
  await sendBytes(req, res, media, range, options);
}

async function sendBytes(
  req: Request,
  res: Response,
  media: MediaHandle,
  range: ByteRange | 'whole',
  options: SendMediaOptions,
): Promise<void> {
  const source =
    req.method === 'HEAD' ? undefined : await media.read(range === 'whole' ? undefined : range);
  res.setHeader('Content-Type', options.contentType);
  if (options.downloadName !== undefined) {
    res.setHeader('Content-Disposition', attachment(options.downloadName));
  }
  if (range === 'whole') {
    res.setHeader('Content-Length', media.bytes);
    res.status(200);
  } else {
    res.setHeader('Content-Length', range.end - range.start + 1);
    res.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${media.bytes}`);
    res.status(206);
  }
  if (source === undefined) {
    res.end();
    return;
  }
  await pipeline(source, res);
}
