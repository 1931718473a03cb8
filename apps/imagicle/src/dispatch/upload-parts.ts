import type { IncomingHttpHeaders } from 'node:http';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isTricordError, type ReceivedAudio } from '@tricord/core';
import { HttpError } from '@tricord/http-kit';
import busboy from 'busboy';
import { invalidUpload } from './invalid-upload.ts';

/** The parts of an upload that were present. */
export interface UploadParts {
  readonly jsondata?: string;
  readonly audio?: ReceivedAudio;
}

/** Maximum size of the metadata. */
const MAX_METADATA_BYTES = 64 * 1024;
const LIMITS = { fieldSize: MAX_METADATA_BYTES, parts: 16 };

/**
 * Parses a multipart body as a stream. Unknown parts are skipped.
 * @param receive stores the audio; called at most once.
 * @throws HttpError `invalid` when the body cannot be parsed; the errors of `receive` and `source`.
 */
export async function readUpload(
  headers: IncomingHttpHeaders,
  source: AsyncIterable<Uint8Array>,
  receive: (file: AsyncIterable<Uint8Array>) => Promise<ReceivedAudio>,
): Promise<UploadParts> {
  const form = openForm(headers);
  const faults: unknown[] = [];
  const fail = (error: unknown) => {
    faults.push(error);
    form.destroy();
  };
  const found: { jsondata?: string; audio?: ReceivedAudio } = {};
  let received = false;
  const use = async (name: string, file: Readable): Promise<void> => {
    if (name === 'attachment' && !received) {
      received = true;
      found.audio = await receive(file);
    } else if (name === 'jsondata') {
      found.jsondata = await metadataOf(file);
    } else {
      file.resume();
    }
  };

  const pending: Promise<void>[] = [];
  form.on('field', (name, value, { valueTruncated }) => {
    if (name !== 'jsondata') return;
    if (valueTruncated) fail(tooLong());
    found.jsondata = value;
  });
  form.on('file', (name, file) => {
    // The reader gets the error, too.
    file.on('error', () => undefined);
    pending.push(use(name, file).catch(fail));
  });
  await pipeline(source, form as Writable).catch((error: unknown) => faults.push(error));
  await Promise.all(pending);
  if (faults.length > 0) throw reasonOf(faults);
  return found;
}

/** Metadata sent as a file; the same limit applies as for a field. */
async function metadataOf(file: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of file) {
    bytes += piece.length;
    if (bytes > MAX_METADATA_BYTES) throw tooLong();
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function tooLong(): HttpError {
  return invalidUpload('/body/jsondata', 'is too long');
}

function openForm(headers: IncomingHttpHeaders): busboy.Busboy {
  try {
    return busboy({ headers, limits: LIMITS });
  } catch (error) {
    throw invalidUpload('/body', messageOf(error));
  }
}

/** Errors cause others: the form is aborted when a part cannot be stored. */
function reasonOf(faults: readonly unknown[]): unknown {
  const ours = faults.find((fault) => fault instanceof HttpError || isTricordError(fault));
  const systems = faults.find((fault) => fault instanceof Error && 'code' in fault);
  return ours ?? systems ?? invalidUpload('/body', messageOf(faults[0]));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
