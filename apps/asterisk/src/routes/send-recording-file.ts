import { AS_RECORDED, type Recording, type Rendition } from '@tricord/core';
import { coreOf, principalOf, type SendAudioOptions, sendAudio } from '@tricord/http-kit';
import type { Request, Response } from 'express';
import { findStoredRecording } from '../actions/find-stored-recording.ts';
import { formatOf, renditionOf } from '../mappers/format.ts';

/** Formats that are served if a client prefers them explicitly to the recording's own. */
const BY_NAME: ReadonlyMap<string, Rendition> = new Map([
  ['audio/mpeg', { container: 'mp3', encoding: 'pcm16' }],
  ['audio/wav', AS_RECORDED],
]);

/** Sends a stored recording's audio in its format, unless `Accept` requests another one. */
export async function sendRecordingFile(
  storedName: string,
  req: Request,
  res: Response,
): Promise<void> {
  const core = coreOf(res);
  const { accountId } = principalOf(res);
  const recording = await findStoredRecording(core, accountId, storedName);
  // As in Asterisk, every file has a Content-Length.
  const rendition = chosen(req, recording);
  await sendAudio(req, res, core, recording, { ...rendition, lengthFirst: true });
}

function chosen(
  req: Request,
  recording: Recording,
): Pick<SendAudioOptions, 'contentType' | 'rendition'> {
  const ownType = `audio/${formatOf(recording)}`;
  // For `*/*` and without Accept, `accepts` returns the first one.
  const contentType = req.accepts([ownType, ...BY_NAME.keys()]) || ownType;
  const other = contentType === ownType ? undefined : BY_NAME.get(contentType);
  return other === undefined
    ? { contentType: ownType, rendition: renditionOf(recording) }
    : { contentType, rendition: other };
}
