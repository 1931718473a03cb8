import { AS_RECORDED, type Rendition } from '@tricord/core';
import { coreOf, sendAudio, userOf } from '@tricord/http-kit';
import type { Request, Router } from 'express';
import { findCompleted } from '../actions/find-completed.ts';
import type { SettingsOf } from '../mappers/account-settings.ts';
import { toRecordingDetail } from '../mappers/recording-detail.ts';

const MP3: Rendition = { container: 'mp3', encoding: 'pcm16' };

/** GET Recordings/{id} and its Media. */
export function addRecordingRoutes(router: Router, settingsOf: SettingsOf): void {
  router.get('/Recordings/:id', async (req, res) => {
    const core = coreOf(res);
    const caller = userOf(res);
    const { recording, media } = await findCompleted(core, caller, req.params.id);
    const directoryUser = (username: string | undefined) =>
      username === undefined ? undefined : core.directory.user(caller.accountId, username);
    const owner = await directoryUser(recording.call.username);
    const preservingUser = await directoryUser(recording.preservingUsername);
    const settings = settingsOf(caller.accountId);
    res.json(toRecordingDetail({ recording, media, owner, preservingUser }, settings));
  });

  router.get('/Recordings/:id/Media', async (req, res) => {
    const core = coreOf(res);
    const caller = userOf(res);
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

/** Whether the client explicitly accepts WAV, and not MP3 as well; a wildcard means MP3. */
function wantsWav(req: Request): boolean {
  const type = req.accepts(['audio/mpeg', 'audio/wav', 'audio/x-wav']);
  return type === 'audio/wav' || type === 'audio/x-wav';
}
