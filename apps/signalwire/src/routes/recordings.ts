import { conferenceRefFor, findSession, isTricordError, TricordError } from '@tricord/core';
import { coreOf, sendAudio } from '@tricord/http-kit';
import type { Request, RequestHandler, Response, Router } from 'express';
import { accountOf } from '../access/authenticate.ts';
import { deleteEnded } from '../actions/delete-ended.ts';
import { findBySid } from '../actions/find-recordings.ts';
import { toLamlRecording } from '../mappers/recording.ts';
import { type Container, toRendition } from '../mappers/rendition.ts';
import { statusOf } from '../mappers/status.ts';
import type { RouteDeps } from './dependencies.ts';
import { pathParameter } from './path-parameter.ts';
import { sendList } from './send-list.ts';
import { sendRecordings, type Whose } from './send-recordings.ts';
import { viewOf } from './view-of.ts';

const LIST = '/Accounts/:AccountSid/Recordings';
const PATH = `${LIST}/:Sid`;
const CONTENT_TYPES: Record<Container, string> = { wav: 'audio/x-wav', mp3: 'audio/mpeg' };

/** The recordings of the account: lists, and of each its data, its audio in two formats, and its end. */
export function addRecordingRoutes(router: Router, { core }: RouteDeps): void {
  router.get(`${LIST}.json`, async (req: Request, res: Response) => {
    const whose = await whoseRecordings(core, accountOf(res).id, req.query);
    const filters = ['CallSid', 'ConferenceSid'];
    await sendRecordings(core, req, res, { path: '/Recordings', filters, whose });
  });
  router.get(`${PATH}/Transcriptions.json`, async (req: Request, res: Response) => {
    const { id } = await findBySid(core, accountOf(res).id, pathParameter(req, 'Sid'));
    await sendList(req, res, viewOf(req, res, core), {
      key: 'transcriptions',
      path: `/Recordings/${id}/Transcriptions`,
      filters: [],
      read: async () => ({ items: [] }),
      show: (none) => none,
    });
  });
  router.get(`${PATH}.json`, async (req: Request, res: Response) => {
    const recording = await findBySid(core, accountOf(res).id, pathParameter(req, 'Sid'));
    res.json(toLamlRecording(recording, viewOf(req, res, core)));
  });
  router.delete([`${PATH}.json`, PATH], async (req: Request, res: Response) => {
    const recording = await findBySid(core, accountOf(res).id, pathParameter(req, 'Sid'));
    await deleteEnded(coreOf(res), recording);
    res.status(204).end();
  });
  router.get(`${PATH}.mp3`, sendCompleted(core, 'mp3'));
  router.get(`${PATH}.wav`, sendCompleted(core, 'wav'));
  // Players and the SDKs' own links give no extension: that is WAV, whatever Accept says.
  router.get(PATH, sendCompleted(core, 'wav'));
}

/** Whose recordings the filters want. A call that nobody knows has none. */
async function whoseRecordings(
  core: RouteDeps['core'],
  accountId: string,
  query: Request['query'],
): Promise<Whose> {
  const { CallSid: call, ConferenceSid: conference } = query;
  const conferenceId =
    conference === undefined ? undefined : conferenceRefFor(accountId, String(conference)).id;
  const ofConference = conferenceId === undefined ? {} : { conferenceId };
  if (call === undefined) return ofConference;
  try {
    const { id: sessionId } = await findSession(core, accountId, String(call));
    return { sessionId, ...ofConference };
  } catch (error) {
    if (isTricordError(error, 'session-not-found')) return 'nobody';
    throw error;
  }
}

function sendCompleted(core: RouteDeps['core'], container: Container): RequestHandler {
  return async (req, res) => {
    const recording = await findBySid(core, accountOf(res).id, pathParameter(req, 'Sid'));
    const { id } = recording;
    // A failed recording may hold audio, but this API serves none that is not completed.
    if (statusOf(recording) !== 'completed') {
      throw new TricordError('media-not-ready', `Recording ${id} is not completed`);
    }
    await sendAudio(req, res, coreOf(res), recording, {
      rendition: toRendition(container, req.query),
      contentType: CONTENT_TYPES[container],
      ...(String(req.query.Download) === 'true' ? { downloadName: `${id}.${container}` } : {}),
    });
  };
}
