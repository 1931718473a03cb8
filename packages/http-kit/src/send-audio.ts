import {
  type ActingCore,
  followMedia,
  openMedia,
  type Recording,
  type Rendition,
} from '@tricord/core';
import type { Request, Response } from 'express';
import { acceptsGrowingMedia, sendGrowingMedia } from './send-growing-media.ts';
import { type SendMediaOptions, sendMedia } from './send-media.ts';

export interface SendAudioOptions extends SendMediaOptions {
  readonly rendition: Rendition;
  /** For vendors whose answers say how long they are: what has to be made is made first. Default: false. */
  readonly lengthFirst?: boolean;
}

/**
 * Answers a GET or HEAD with the audio of a recording. A rendition that has to be converted is sent while it is converted, so that a
 * player can begin with the first of it; what needs its length (HEAD, ranges, conditions) waits for all of it.
 *
 * The audit log has it as a download, unless it is a HEAD.
 * @param found the recording, as the catalog has it now.
 * @throws TricordError as `openMedia` of the core; Error when the audio breaks off.
 */
export async function sendAudio(
  req: Request,
  res: Response,
  core: ActingCore,
  found: Recording,
  { rendition, lengthFirst = false, ...options }: SendAudioOptions,
): Promise<void> {
  const { accountId } = found;
  const inMaking =
    acceptsGrowingMedia(req) && !lengthFirst
      ? await followMedia(core, accountId, { found }, rendition)
      : undefined;
  if (inMaking !== undefined) {
    await sendGrowingMedia(res, inMaking, options);
    return;
  }
  const download = req.method !== 'HEAD';
  const { media } = await openMedia(core, accountId, { found }, rendition, { download });
  await sendMedia(req, res, media, options);
}
