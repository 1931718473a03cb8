import { type ActingCore, type Recording, TricordError } from '@tricord/core';
import { coreOf, principalOf, sendAudio } from '@tricord/http-kit';
import type { Request, RequestHandler } from 'express';
import type { Accounts } from '../access/accounts.ts';
import { downloadName } from '../mappers/download-name.ts';
import { type Container, toRendition } from '../mappers/rendition.ts';
import { statusOf } from '../mappers/status.ts';

const CONTENT_TYPES: Record<Container, string> = { wav: 'audio/x-wav', mp3: 'audio/mpeg' };

/** Finds the recording of a request. Throws TricordError when there is none. */
export type FindRecording = (
  core: ActingCore,
  req: Request,
  accountId: string,
) => Promise<Recording>;

/** Sends the audio of a completed recording; as an attachment, under the name that the account's template makes. */
export function sendCompleted(
  accounts: Accounts,
  container: Container,
  find: FindRecording,
): RequestHandler {
  return async (req, res) => {
    const core = coreOf(res);
    const recording = await find(core, req, principalOf(res).accountId);
    // A failed recording may have audio, but this API serves only that of completed ones.
    if (statusOf(recording) !== 'completed') {
      throw new TricordError('media-not-ready', `Recording ${recording.id} is not completed`);
    }
    const asked = String(req.query.Download) === 'true';
    const name = asked && downloadName(accounts.of(res).signalwire.downloadName, recording);
    await sendAudio(req, res, core, recording, {
      rendition: toRendition(container, req.query),
      contentType: CONTENT_TYPES[container],
      ...(name === false ? {} : { downloadName: `${name}.${container}` }),
    });
  };
}
