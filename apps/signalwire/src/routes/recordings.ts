import { openMedia, TricordError } from '@tricord/core';
import { sendMedia } from '@tricord/http-kit';
import type { Request, RequestHandler, Response, Router } from 'express';
import { accountOf } from '../authenticate.ts';
import { findBySid } from '../find-recordings.ts';
import { toLamlRecording } from '../mappers/recording.ts';
import { type Container, toRendition } from '../mappers/rendition.ts';
import { statusOf } from '../mappers/status.ts';
import type { RouteDeps } from './dependencies.ts';
import { pathParameter } from './path-parameter.ts';

const PATH = '/Accounts/:AccountSid/Recordings/:Sid';
const CONTENT_TYPES: Record<Container, string> = { wav: 'audio/x-wav', mp3: 'audio/mpeg' };

/** A recording of the account: its data, and its audio in two formats. */
export function addRecordingRoutes(router: Router, { core }: RouteDeps): void {
  router.get(`${PATH}.json`, async (req: Request, res: Response) => {
    const recording = await findBySid(core, accountOf(res).id, pathParameter(req, 'Sid'));
    res.json(toLamlRecording(recording, core.clock.now()));
  });
  router.get(`${PATH}.mp3`, sendAudio(core, 'mp3'));
  router.get(`${PATH}.wav`, sendAudio(core, 'wav'));
  // Players and the SDKs' own links give no extension: that is WAV, whatever Accept says.
  router.get(PATH, sendAudio(core, 'wav'));
}

function sendAudio(core: RouteDeps['core'], container: Container): RequestHandler {
  return async (req, res) => {
    const accountId = accountOf(res).id;
    const recording = await findBySid(core, accountId, pathParameter(req, 'Sid'));
    const { id } = recording;
    // A failed recording may hold audio, but this API serves none that is not completed.
    if (statusOf(recording) !== 'completed') {
      throw new TricordError('media-not-ready', `Recording ${id} is not completed`);
    }
    const { media } = await openMedia(core, accountId, { id }, toRendition(container, req.query));
    await sendMedia(req, res, media, {
      contentType: CONTENT_TYPES[container],
      ...(String(req.query.Download) === 'true' ? { downloadName: `${id}.${container}` } : {}),
    });
  };
}
