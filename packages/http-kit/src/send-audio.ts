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
  /** For vendors that always send Content-Length: convert completely before responding. Default: false. */
  readonly lengthFirst?: boolean;
}

/**
 * Responds to a GET or HEAD with the audio of a recording. A rendition that must be converted is sent during the
 * conversion, so that a player can start early; requests that need its length (HEAD, ranges, conditions) wait for
 * all of it.
 *
 * The audit log records it as a download, unless it is a HEAD.
 * @param found the recording, as currently in the catalog.
 * @throws TricordError like `openMedia` of the core; Error when the audio breaks off.
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
