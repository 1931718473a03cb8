import { type CoreDeps, findRecording, openMedia, type Rendition } from '@tricord/core';
import { sendMedia } from '@tricord/http-kit';
import type { Request, Response } from 'express';
import { formatOf, renditionOf } from '../mappers/format.ts';

const MP3_TYPE = 'audio/mpeg';
const MP3: Rendition = { container: 'mp3', encoding: 'pcm16' };

/** Sends a stored recording's audio in its format, or as MP3 to a client that asks for it by name. */
export async function sendRecordingFile(
  core: CoreDeps,
  accountId: string,
  storedName: string,
  req: Request,
  res: Response,
): Promise<void> {
  const recording = await findRecording(core, accountId, { storedName });
  const ownType = `audio/${formatOf(recording)}`;
  // Given both, `accepts` answers the first to `*/*` and to no Accept at all.
  const asMp3 = req.accepts([ownType, MP3_TYPE]) === MP3_TYPE;
  const rendition = asMp3 ? MP3 : renditionOf(recording);
  const { media } = await openMedia(core, accountId, { id: recording.id }, rendition);
  await sendMedia(req, res, media, { contentType: asMp3 ? MP3_TYPE : ownType });
}
