import type { IncomingMessage } from 'node:http';
import type { AudioImports, ReceivedAudio } from '@tricord/core';
import { coreOf, HttpError, type HttpFailure } from '@tricord/http-kit';
import type { RequestHandler, Response } from 'express';
import { endpointOf } from './endpoint.ts';
import { invalidUpload } from './invalid-upload.ts';
import { withCanonicalNames } from './upload-names.ts';
import { readUpload, type UploadParts } from './upload-parts.ts';

/** The vendor's maximum file size. */
const MAX_FILE_BYTES = 256 * 1024 * 1024;
/** Including the metadata and the boundaries. */
const MAX_BODY_BYTES = MAX_FILE_BYTES + 1024 * 1024;

/**
 * Streams the body of an upload: the audio is written to disk and kept until the request is answered or
 * aborted; `req.body` has the metadata for validation. A body that is too large is not read to its
 * end.
 */
export function uploadBody(): RequestHandler {
  return async (req, res, next) => {
    if (endpointOf(req) === 'upload') {
      const { jsondata, audio } = await receive(req, res, coreOf(res).imports);
      res.locals.audio = audio;
      req.body = {
        ...(jsondata === undefined ? {} : { jsondata: parseMetadata(jsondata) }),
        ...(audio === undefined ? {} : { attachment: 'received' }),
      };
    }
    next();
  };
}

/** The audio that {@link uploadBody} received. */
export function audioOf(res: Response): ReceivedAudio {
  const audio: ReceivedAudio | undefined = res.locals.audio;
  if (audio === undefined) throw invalidUpload('/body/attachment', 'is missing');
  return audio;
}

function receive(req: IncomingMessage, res: Response, imports: AudioImports): Promise<UploadParts> {
  if (Number(req.headers['content-length'] ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const discard = (audio: ReceivedAudio) => audio.discard().catch(() => undefined);
  // The request must outlive its body, because the client waits for the response.
  const body = atMost(MAX_BODY_BYTES, req.iterator({ destroyOnReturn: false }));
  return readUpload(req.headers, body, async (file) => {
    const audio = await imports.receive(atMost(MAX_FILE_BYTES, file));
    if (res.closed) await discard(audio);
    else res.once('close', () => void discard(audio));
    return audio;
  });
}

async function* atMost(
  maxBytes: number,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw tooLarge();
    yield chunk;
  }
}

function tooLarge(): HttpError {
  const failure: HttpFailure = {
    kind: 'invalid',
    status: 413,
    problems: [{ path: '/body', message: `is larger than ${MAX_FILE_BYTES} bytes` }],
  };
  return new HttpError(failure);
}

function parseMetadata(text: string): unknown {
  try {
    return withCanonicalNames(JSON.parse(text));
  } catch {
    throw invalidUpload('/body', 'jsondata is no JSON');
  }
}
