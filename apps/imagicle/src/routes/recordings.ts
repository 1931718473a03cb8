import { AS_RECORDED, type Rendition } from '@tricord/core';
import { coreOf, sendAudio } from '@tricord/http-kit';
import type { Request, Router } from 'express';
import { callerOf } from '../access/authorize.ts';
import { findCompleted } from '../actions/find-completed.ts';
import { toRecordingDetail } from '../mappers/recording-detail.ts';

const MP3: Rendition = { container: 'mp3', encoding: 'pcm16' };

/** GET Recordings/{id} and its Media. */
export function addRecordingRoutes(router: Router): void {
  router.get('/Recordings/:id', async (req, res) => {
    const [caller, core] = [callerOf(res), coreOf(res)];
    const { recording, media } = await findCompleted(core, caller, req.params.id);
    const userOf = (username: string | undefined) =>
      username === undefined ? undefined : core.directory.user(caller.accountId, username);
    const owner = await userOf(recording.call.username);
    const preservingUser = await userOf(recording.preservingUsername);
    res.json(toRecordingDetail({ recording, media, owner, preservingUser }, caller));
  });

  router.get('/Recordings/:id/Media', async (req, res) => {
    const [caller, core] = [callerOf(res), coreOf(res)];
    const { recording } = await findCompleted(core, caller, req.params.id);
    const wav = wantsWav(req);
    res.vary('Accept');
    await sendAudio(req, res, core, recording, {
      rendition: wav ? AS_RECORDED : MP3,
      contentType: wav ? 'audio/wav' : 'audio/mpeg',
      downloadName: `${recording.id}.${wav ? 'wav' : 'mp3'}`,
    });
  });
}

/** Whether the client asks for WAV by name, and not for MP3 as well; a wildcard means MP3. */
function wantsWav(req: Request): boolean {
  const type = req.accepts(['audio/mpeg', 'audio/wav', 'audio/x-wav']);
  return type === 'audio/wav' || type === 'audio/x-wav';
}
