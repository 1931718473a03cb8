import {
  AS_RECORDED,
  type CoreDeps,
  findRecording,
  openMedia,
  type Recording,
  type Rendition,
  TricordError,
} from '@tricord/core';
import { sendMedia } from '@tricord/http-kit';
import type { Request, Router } from 'express';
import { callerOf, coreOf } from '../access.ts';
import { type Caller, isSameUser } from '../callers.ts';
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
    const { id } = (await findCompleted(core, caller, req.params.id)).recording;
    const wav = wantsWav(req);
    const download = req.method !== 'HEAD';
    const rendition = wav ? AS_RECORDED : MP3;
    const { media } = await openMedia(core, caller.accountId, { id }, rendition, { download });
    res.vary('Accept');
    await sendMedia(req, res, media, {
      contentType: wav ? 'audio/wav' : 'audio/mpeg',
      downloadName: `${id}.${wav ? 'wav' : 'mp3'}`,
    });
  });
}

/**
 * A recording in the archive that the caller may see: level 2 sees one's own. Others' are as absent as
 * unknown ones.
 * @throws TricordError `recording-not-found`.
 */
async function findCompleted(
  core: CoreDeps,
  { accountId, level, username }: Caller,
  id: string,
): Promise<{ recording: Recording; media: NonNullable<Recording['media']> }> {
  const recording = await findRecording(core, accountId, { id });
  const { state, media, call } = recording;
  const mayRead = level === 10 || isSameUser(call.username, username);
  if (state !== 'done' || media === undefined || !mayRead) {
    throw new TricordError('recording-not-found', 'Recording not found');
  }
  return { recording, media };
}

/** Whether the client asks for WAV by name, and not for MP3 as well; a wildcard means MP3. */
function wantsWav(req: Request): boolean {
  const type = req.accepts(['audio/mpeg', 'audio/wav', 'audio/x-wav']);
  return type === 'audio/wav' || type === 'audio/x-wav';
}
